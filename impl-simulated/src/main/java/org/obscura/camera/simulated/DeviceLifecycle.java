package org.obscura.camera.simulated;

import java.time.Duration;
import java.util.Map;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.support.config.ConfigReader;
import org.osgi.framework.Constants;

/**
 * Plugs in and unplugs the device of one configuration, as the configuration and its faults want it, one device service at a time. A
 * device that was unplugged is never plugged in again; a new one takes its place.
 */
final class DeviceLifecycle implements AutoCloseable {
    private static final Duration REFRESH = Duration.ofSeconds(2);

    private final String subject;
    private final SimulatedBackend backend;
    private final Registry registry;
    private final Scheduler schedule;
    private final Log log;
    private final TimeSource time;
    private final FaultInjector faults = new FaultInjector();
    private Map<String, Object> inForce = Map.of();
    private Settings settings;
    private String claimed = "";
    private FrameSource frames;
    private SimulatedDevice device;
    private Runnable unregister;
    private Runnable stopRefreshing = () -> {};
    private boolean unpluggedByFault;
    private boolean closed;

    /** Where device services are registered. */
    interface Registry {
        /** Registers a service; the result unregisters it. */
        Runnable register(CameraDevice device, Map<String, Object> properties);
    }

    /** Runs work later, on another thread. */
    interface Scheduler {
        /** Runs the work after the delay; what is returned cancels it. */
        Runnable after(Duration delay, Runnable work);
    }

    /** The log, one sentence a line. */
    interface Log {
        void warn(String sentence);

        void info(String sentence);
    }

    /** Creates the lifecycle of the device of one configuration, whose name is the subject of its messages. */
    DeviceLifecycle(String subject, SimulatedBackend backend, Registry registry, Scheduler schedule, Log log, TimeSource time) {
        this.subject = subject;
        this.backend = backend;
        this.registry = registry;
        this.schedule = schedule;
        this.log = log;
        this.time = time;
    }

    /** Applies a configuration. Of a wrong value the one before stays in force, at first the default. */
    synchronized void apply(Map<String, ?> values) {
        ConfigReader reader = new ConfigReader(SimulatedCameraConfig.class, values, inForce);
        Settings wanted = Settings.read(reader, values);
        inForce = reader.accepted();
        reader.log(log::warn);
        backend.report(subject + " configuration", reader.summary());
        if (settings != null && !settings.identity().equals(wanted.identity())) {
            unplug();
        }
        settings = wanted;
        settle();
    }

    /** Makes the registered device agree with the settings. */
    private synchronized void settle() {
        if (closed || settings == null || !ownsId()) {
            return;
        }
        if (settings.faults().unplug() || unpluggedByFault) {
            unplug();
        } else if (device == null) {
            plugIn();
        } else {
            device.apply(settings);
        }
    }

    private boolean ownsId() {
        String id = settings.identity().info().id();
        if (!id.equals(claimed)) {
            release();
            claimed = id;
        }
        boolean free = backend.claim(id, this, () -> schedule.after(Duration.ZERO, this::settle));
        String sentence = free ? "" : "Configuration " + subject + " is not applied: the id " + id
                + " is that of another configuration too; give one of them another id";
        if (backend.report(subject + " id", sentence) && !free) {
            log.warn(sentence);
        }
        return free;
    }

    private void plugIn() {
        DeviceInfo info = settings.identity().info();
        frames = settings.identity().folder().<FrameSource>map(FolderFrameSource::new)
                .orElseGet(() -> new TestPatternSource(settings.identity().resolutions(), info.displayName()));
        SimulatedDevice made = new SimulatedDevice(settings, frames, time, faults, this::unplugByFault);
        reportProblem();
        if (settings.identity().folder().isPresent()) {
            stopRefreshing = schedule.after(REFRESH, () -> refresh(made));
        }
        device = made;
        unregister = registry.register(made,
                Map.of(CameraDevice.DEVICE_ID, info.id(), CameraDevice.DEVICE_NAME, info.displayName(), CameraBackend.BACKEND,
                        info.backend(), CameraDevice.DEVICE_POSITION, info.position().name(), CameraDevice.DEVICE_ORIENTATION,
                        info.orientation(), CameraDevice.DEVICE_SIMULATED, true, Constants.SERVICE_RANKING,
                        settings.identity().ranking(), Constants.SERVICE_DESCRIPTION, info.displayName()));
    }

    private void unplug() {
        if (device == null) {
            return;
        }
        stopRefreshing.run();
        unregister.run();
        device.unplug();
        device = null;
        backend.report(subject + " images", "");
    }

    private void unplugByFault() {
        schedule.after(Duration.ZERO, () -> {
            synchronized (this) {
                if (device != null && !closed) {
                    unpluggedByFault = true;
                    schedule.after(settings.faults().unplugTime(), this::plugInAgain);
                    unplug();
                }
            }
        });
    }

    private synchronized void plugInAgain() {
        unpluggedByFault = false;
        settle();
    }

    private synchronized void refresh(SimulatedDevice refreshed) {
        if (device == refreshed) {
            frames.refresh();
            reportProblem();
            stopRefreshing = schedule.after(REFRESH, () -> refresh(refreshed));
        }
    }

    private void reportProblem() {
        String problem = frames.getProblem();
        if (backend.report(subject + " images", problem)) {
            if (problem.isEmpty()) {
                log.info("The folder " + settings.identity().folder().orElseThrow() + " has images again");
            } else {
                log.warn(problem);
            }
        }
    }

    private void release() {
        if (!claimed.isEmpty()) {
            backend.release(claimed, this);
            claimed = "";
        }
    }

    /** Unplugs the device for good. */
    @Override
    public synchronized void close() {
        closed = true;
        unplug();
        release();
        backend.report(subject + " configuration", "");
        backend.report(subject + " id", "");
    }
}
