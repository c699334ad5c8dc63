package org.obscura.camera.support.registration;

import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.log.Logger;

/**
 * The device of one configuration: a service as long as it can be used. One that cannot is checked again until it can, at growing
 * intervals. A device that was unregistered is not registered again; another one takes its place.
 */
public final class ConfiguredDevice implements AutoCloseable {
    private static final Duration FIRST_CHECK = Duration.ofMillis(500);
    private static final Duration LAST_CHECK = Duration.ofSeconds(10);
    private static final int THREAD_SECONDS = 1;

    private final String name;
    private final BundleContext context;
    private final BackendStatus status;
    private final Logger log;
    private final ScheduledThreadPoolExecutor checks;
    private Function<Runnable, UsableDevice> maker;
    private int ranking;
    private UsableDevice device;
    private ServiceRegistration<CameraDevice> service;
    private Duration nextCheck = FIRST_CHECK;
    private boolean closed;

    /**
     * Makes one without a device.
     *
     * @param name names it in messages and in the backend's status
     * @param thread the name of the thread that checks; it lives only while there is something to check
     * @param context the backend's bundle
     * @param status the backend's status
     * @param log the backend's log
     */
    public ConfiguredDevice(String name, String thread, BundleContext context, BackendStatus status, Logger log) {
        this.name = name;
        this.context = context;
        this.status = status;
        this.log = log;
        this.checks = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, thread);
            made.setDaemon(true);
            return made;
        });
        checks.setRemoveOnCancelPolicy(true);
        checks.setKeepAliveTime(THREAD_SECONDS, TimeUnit.SECONDS);
        checks.allowCoreThreadTimeOut(true);
        status.add(name);
    }

    /**
     * Replaces the device.
     *
     * @param newMaker makes a device; what it gets is called by the device, from any thread, when it turned out that it cannot be used
     * @param newRanking the service ranking
     */
    public synchronized void set(Function<Runnable, UsableDevice> newMaker, int newRanking) {
        unregister("its configuration changed");
        maker = newMaker;
        ranking = newRanking;
        nextCheck = FIRST_CHECK;
        status.setSearching(name, true);
        schedule(Duration.ZERO);
    }

    /**
     * Notes what is wrong with a configuration that is applied nevertheless.
     *
     * @param summary a sentence that names the configuration; "" if nothing is wrong
     */
    public synchronized void setMistakes(String summary) {
        status.setProblem(name, summary);
    }

    /**
     * Notes that a configuration cannot be applied. A device that works goes on.
     *
     * @param problem a sentence that names the configuration
     */
    public synchronized void reject(String problem) {
        if (maker == null) {
            status.setUnusable(name, problem + ". There is no device until it is corrected");
        } else {
            status.setProblem(name, problem + ". The device goes on as before");
        }
    }

    private void check() {
        Function<Runnable, UsableDevice> from;
        synchronized (this) {
            if (closed || service != null) {
                return;
            }
            from = maker;
        }
        UsableDevice made = null;
        String obstacle;
        try {
            made = from.apply(this::lost);
            obstacle = made.findObstacle();
        } catch (RuntimeException | Error e) {
            obstacle = obstacle(e);
        }
        synchronized (this) {
            if (closed || service != null || maker != from) {
                return;
            }
            if (obstacle.isEmpty()) {
                register(made);
                status.setSearching(name, false);
            } else {
                unusable(obstacle);
            }
        }
    }

    /** Returns the obstacle that a failed check is, since only a device with one is checked again. */
    private String obstacle(Throwable failure) {
        log.error("The check of {} failed", name, failure);
        return "The check of " + name + " failed and is repeated: " + failure;
    }

    private void unusable(String obstacle) {
        boolean isNew = status.setUnusable(name, obstacle);
        status.setSearching(name, false);
        if (isNew) {
            log.warn("{} is not offered: {}", name, obstacle);
        }
        schedule(nextCheck);
        Duration doubled = nextCheck.multipliedBy(2);
        nextCheck = doubled.compareTo(LAST_CHECK) < 0 ? doubled : LAST_CHECK;
    }

    private void schedule(Duration delay) {
        try {
            checks.schedule(this::check, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("{} is closed", name);
        }
    }

    private void register(UsableDevice made) {
        DeviceInfo info = made.getInfo();
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(CameraDevice.DEVICE_ID, info.id());
        properties.put(CameraDevice.DEVICE_NAME, info.displayName());
        properties.put(CameraDevice.DEVICE_POSITION, info.position().name());
        properties.put(CameraDevice.DEVICE_ORIENTATION, info.orientation());
        properties.put(CameraBackend.BACKEND, info.backend());
        properties.put(Constants.SERVICE_RANKING, ranking);
        status.setUnusable(name, "");
        device = made;
        nextCheck = FIRST_CHECK;
        service = context.registerService(CameraDevice.class, made, properties);
        log.info("Device {} registered: {}", info.id(), info.displayName());
    }

    /** Called by a device on a thread that must not wait. */
    private void lost() {
        try {
            checks.execute(this::checkRegistered);
        } catch (RejectedExecutionException e) {
            log.debug("{} is closed", name);
        }
    }

    private void checkRegistered() {
        UsableDevice current;
        synchronized (this) {
            current = device;
        }
        String obstacle;
        try {
            obstacle = current == null ? "" : current.findObstacle();
        } catch (RuntimeException | Error e) {
            obstacle = obstacle(e);
        }
        if (!obstacle.isEmpty()) {
            synchronized (this) {
                if (device == current && !closed) {
                    unregister(obstacle);
                    unusable(obstacle);
                }
            }
        }
    }

    /** Unregisters the service first, so that no camera finds a device that is closed. */
    private void unregister(String reason) {
        if (service == null) {
            return;
        }
        try {
            service.unregister();
        } catch (IllegalStateException e) {
            log.debug("The framework has unregistered {} already", name);
        }
        device.remove();
        log.info("Device {} unregistered: {}", device.getInfo().id(), reason);
        service = null;
        device = null;
    }

    /** Unregisters the device for good. */
    @Override
    public void close() {
        checks.shutdownNow();
        synchronized (this) {
            closed = true;
            unregister("its configuration was removed or its bundle stops");
            status.remove(name);
        }
        try {
            checks.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
