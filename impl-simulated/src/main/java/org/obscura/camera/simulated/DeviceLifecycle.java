package org.obscura.camera.simulated;

import java.time.Duration;
import java.util.Map;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;
import org.osgi.framework.Constants;

/**
 * Plugs the camera of one configuration in and pulls it out: the configuration's will, the faults' will, and one device service at
 * a time. A device that was pulled out is never plugged in again; another takes its place.
 */
final class DeviceLifecycle implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final String subject;
    private final SimulatedBackend backend;
    private final Registry registry;
    private final Scheduler schedule;
    private final Log log;
    private final TimeSource time;
    private final FaultInjector mishaps = new FaultInjector();
    private Settings settings;
    private String claimed = "";
    private FrameSource pictures;
    private SimulatedDevice device;
    private Runnable unregister;
    private Runnable stopLooking = () -> {};
    private boolean pulledByFault;
    private boolean closed;

    /** Where device services are registered. */
    interface Registry {
        /** Registers a service; what is returned unregisters it. */
        Runnable register(CameraDevice device, Map<String, Object> properties);
    }

    /** Does things later, on another thread. */
    interface Scheduler {
        /** Does the work after the delay; what is returned takes the order back. */
        Runnable after(Duration delay, Runnable work);
    }

    /** Where people are told. */
    interface Log {
        void error(String sentence);

        void warn(String sentence);

        void info(String sentence);
    }

    /** A plug; the subject tells its problems from those of others. */
    DeviceLifecycle(String subject, SimulatedBackend backend, Registry registry, Scheduler schedule, Log log, TimeSource time) {
        this.subject = subject;
        this.backend = backend;
        this.registry = registry;
        this.schedule = schedule;
        this.log = log;
        this.time = time;
    }

    /** Applies a configuration. One that is wrong is told of and changes nothing. */
    synchronized void apply(Map<String, ?> config) {
        Settings wanted;
        try {
            wanted = Settings.parse(config);
        } catch (IllegalArgumentException e) {
            String sentence = "The configuration " + subject + " is not applied: " + e.getMessage() + "."
                    + (settings == null ? " There is no camera until it is corrected." : " The camera goes on as before.");
            backend.report(subject + " configuration", sentence);
            log.error(sentence);
            return;
        }
        backend.report(subject + " configuration", "");
        String unknown = new ConfigReader(config).unknownKeys();
        if (!unknown.isEmpty()) {
            log.warn("The configuration " + subject + " has keys that mean nothing: " + unknown + ". Known are " + ConfigReader.knownKeys()
                    + ".");
        }
        if (settings != null && !settings.identity().equals(wanted.identity())) {
            pullOut();
        }
        settings = wanted;
        settle();
    }

    /** Makes what is there agree with what should be. */
    private synchronized void settle() {
        if (closed || settings == null || !haveId()) {
            return;
        }
        if (settings.faults().unplug() || pulledByFault) {
            pullOut();
        } else if (device == null) {
            plugIn();
        } else {
            device.apply(settings);
        }
    }

    private boolean haveId() {
        String id = settings.identity().info().id();
        if (!id.equals(claimed)) {
            release();
            claimed = id;
        }
        boolean free = backend.claim(id, this, () -> schedule.after(Duration.ZERO, this::settle));
        String sentence = free ? "" : "The configuration " + subject + " has the id " + id + ", which another one has; give it another id.";
        if (backend.report(subject + " id", sentence) && !free) {
            log.error(sentence);
        }
        return free;
    }

    private void plugIn() {
        DeviceInfo info = settings.identity().info();
        pictures = settings.identity().folder().<FrameSource>map(FolderFrameSource::new)
                .orElseGet(() -> new TestPatternSource(settings.identity().resolutions(), info.displayName()));
        SimulatedDevice made = new SimulatedDevice(settings, pictures, time, mishaps, this::unplugByFault);
        tellOfPictures();
        if (settings.identity().folder().isPresent()) {
            stopLooking = schedule.after(LOOK, () -> look(made));
        }
        device = made;
        unregister = registry.register(made, Map.of(CameraDevice.DEVICE_ID, info.id(), CameraDevice.DEVICE_NAME, info.displayName(),
                CameraBackend.BACKEND, info.backend(), CameraDevice.DEVICE_POSITION, info.position().name(),
                CameraDevice.DEVICE_ORIENTATION,
                info.orientation(), Constants.SERVICE_RANKING, settings.identity().ranking(), Constants.SERVICE_DESCRIPTION,
                info.displayName()));
    }

    private void pullOut() {
        if (device == null) {
            return;
        }
        stopLooking.run();
        unregister.run();
        device.unplug();
        device = null;
        backend.report(subject + " picture", "");
    }

    private void unplugByFault() {
        schedule.after(Duration.ZERO, () -> {
            synchronized (this) {
                if (device != null && !closed) {
                    pulledByFault = true;
                    schedule.after(settings.faults().unplugTime(), this::plugInAgain);
                    pullOut();
                }
            }
        });
    }

    private synchronized void plugInAgain() {
        pulledByFault = false;
        settle();
    }

    private synchronized void look(SimulatedDevice looker) {
        if (device == looker) {
            pictures.refresh();
            tellOfPictures();
            stopLooking = schedule.after(LOOK, () -> look(looker));
        }
    }

    private void tellOfPictures() {
        String problem = pictures.getProblem();
        if (backend.report(subject + " picture", problem)) {
            if (problem.isEmpty()) {
                log.info("The folder " + settings.identity().folder().orElseThrow() + " has pictures again.");
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

    /** Pulls the camera out for good. */
    @Override
    public synchronized void close() {
        closed = true;
        pullOut();
        release();
        backend.report(subject + " configuration", "");
        backend.report(subject + " id", "");
    }
}
