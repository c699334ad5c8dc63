package org.obscura.camera.core.management;

import java.util.Map;

/** One camera for operators: the status and the counters, times in milliseconds. */
public interface CameraMXBean {
    String getStatus();

    boolean isReady();

    /** The id of the device in use; "" if there is none. */
    String getDevice();

    long getRequested();

    long getSaved();

    long getAvailable();

    /** Requests that ended without a picture, by the name of the error. */
    Map<String, Long> getFailed();

    int getPending();

    double getLatencyMedian();

    double getLatencyP95();

    double getLatencyP99();

    double getLatencyMax();

    long getDeviceChanges();

    double getLastGap();

    double getLongestGap();

    String getLastFailure();

    long getConsecutiveFailures();

    void start();

    void stop();

    void cancelCapture();
}
