package org.obscura.camera.core.management;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraStatistics;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.core.logging.EngineLog;

/** Registers a camera in JMX, as {@code org.obscura.camera:type=Camera,id="front"}, until it is closed. */
public final class ManagedCamera implements CameraMXBean, AutoCloseable {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Camera camera;
    private final EngineLog log;
    @GuardedBy("this")
    private @Nullable ObjectName name;
    @GuardedBy("this")
    private boolean closed;

    /**
     * Registers the camera soon.
     *
     * @param executor registers it, since starting JMX takes longer than everything else that a camera needs
     */
    public ManagedCamera(Camera camera, EngineLog log, Executor executor) {
        this.camera = camera;
        this.log = log;
        executor.execute(this::register);
    }

    private synchronized void register() {
        if (closed) {
            return;
        }
        try {
            ObjectName objectName = new ObjectName("org.obscura.camera:type=Camera,id=" + ObjectName.quote(camera.getId()));
            server().registerMBean(this, objectName);
            name = objectName;
        } catch (InstanceAlreadyExistsException e) {
            log.warn("Camera {}: not registered in JMX, where another framework of this JVM has a camera of this id; give one of them "
                    + "another id, or set the framework property obscura.jmx=false in one of the frameworks", camera.getId());
        } catch (JMException | RuntimeException e) {
            log.warn("Camera {}: not registered in JMX", camera.getId(), e);
        }
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            if (name != null) {
                server().unregisterMBean(name);
            }
        } catch (JMException | RuntimeException e) {
            log.debug("Camera {}: already unregistered from JMX", camera.getId(), e);
        }
    }

    private CameraStatistics statistics() {
        return camera.getStatistics();
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / NANOS_PER_MILLI;
    }

    @Override
    public String getStatus() {
        return camera.getStatus().name();
    }

    @Override
    public boolean isReady() {
        return camera.getImageCapture().isReady();
    }

    @Override
    public String getDevice() {
        return camera.getDevice().map(DeviceInfo::id).orElse("");
    }

    @Override
    public long getRequested() {
        return statistics().requested();
    }

    @Override
    public long getSaved() {
        return statistics().saved();
    }

    @Override
    public long getAvailable() {
        return statistics().available();
    }

    @Override
    public Map<String, Long> getFailed() {
        return statistics().failed().entrySet().stream().collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    }

    @Override
    public int getPending() {
        return statistics().pending();
    }

    @Override
    public double getLatencyMedian() {
        return millis(statistics().latency().median());
    }

    @Override
    public double getLatencyP95() {
        return millis(statistics().latency().p95());
    }

    @Override
    public double getLatencyP99() {
        return millis(statistics().latency().p99());
    }

    @Override
    public double getLatencyMax() {
        return millis(statistics().latency().max());
    }

    @Override
    public long getDeviceChanges() {
        return statistics().deviceChanges();
    }

    @Override
    public double getLastGap() {
        return millis(statistics().lastGap());
    }

    @Override
    public double getLongestGap() {
        return millis(statistics().longestGap());
    }

    @Override
    public String getLastFailure() {
        return statistics().lastFailure();
    }

    @Override
    public long getConsecutiveFailures() {
        return statistics().consecutiveFailures();
    }

    @Override
    public void start() {
        camera.start();
    }

    @Override
    public void stop() {
        camera.stop();
    }

    @Override
    public void cancelCapture() {
        camera.getImageCapture().cancelCapture();
    }
}
