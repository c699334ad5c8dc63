package org.obscura.camera.core.management;

import java.util.Map;

/** The status and counters of one camera for operators; times are in milliseconds. */
public interface CameraMXBean {
    String getStatus();

    boolean isReady();

    /** Returns the id of the device in use; "" if there is none. */
    String getDevice();

    long getRequested();

    long getSaved();

    long getAvailable();

    /** Returns how many requests ended without an image, by the name of the error. */
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
