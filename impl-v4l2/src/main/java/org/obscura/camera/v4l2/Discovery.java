package org.obscura.camera.v4l2;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.obscura.camera.spi.CameraBackend.BackendState;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.support.device.ClaimedNodes;
import org.obscura.camera.support.linux.CameraIds;
import org.obscura.camera.support.linux.Identity;
import org.obscura.camera.support.linux.NodeUsers;
import org.obscura.camera.support.linux.Sysfs;
import org.obscura.camera.support.linux.VideoNodes;
import org.obscura.camera.support.registration.ScanStatus;
import org.obscura.camera.support.v4l2.KernelException;
import org.osgi.service.log.Logger;

/**
 * Finds cameras as long as it is not stopped: looks at {@code /dev} when the kernel reports that a node came or went, and now and then
 * besides, since a folder that a container mounts may not report it.
 */
final class Discovery {
    /** A new node belongs to root until udev has given it to its group, which the kernel does not report. */
    private static final Duration WHILE_DENIED = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    /** Ends the message about a node that failed. */
    private static final String RETRIED = "; it is used once it answers. If it does not within a minute, plug the camera in again";
    /** Of the fault that nodes may not be used. */
    private static final String PERMISSION = "permission";
    private static final long STOP_MILLIS = 5_000;

    private final Supplier<Kernel> kernels;
    private final VideoNodes nodes;
    private final Sysfs sysfs;
    private final CameraIds ids;
    private final Settings settings;
    private final ClaimedNodes claims;
    private final Devices devices;
    private final ScanStatus status;
    private final Logger log;
    private final Map<String, Seen> seen = new TreeMap<>(Comparator.comparingInt(VideoNodes::number));
    /** The nodes that the last look found denied, by name with their stamps; null before the first look. */
    private Map<String, String> deniedBefore;
    private final Thread thread = new Thread(this::run, "obscura-v4l2-discovery");
    private WatchService watch;
    private Kernel kernel;
    private volatile boolean stopped;
    private boolean pausing;
    private boolean changed;

    /** How the nodes that other backends offer are followed. */
    interface Claims {
        ClaimedNodes follow(Runnable changed);
    }

    /** A node that was examined; one that failed is examined again, once its driver has returned. */
    private record Seen(String stamp, boolean failed, boolean captures, long nanos, DeviceThread thread) {
        boolean isDue(String now) {
            return !isSame(now)
                    || failed && System.nanoTime() - nanos > AFTER_FAILURE.toNanos() && thread.awaitEnd(Duration.ZERO);
        }

        boolean isSame(String now) {
            return stamp.equals(now);
        }
    }

    Discovery(Supplier<Kernel> kernels, VideoNodes nodes, Sysfs sysfs, CameraIds ids, Settings settings, Claims claims, Devices devices,
            ScanStatus status,
            Logger log) {
        this.claims = claims.follow(this::lookAgain);
        this.kernels = kernels;
        this.nodes = nodes;
        this.sysfs = sysfs;
        this.ids = ids;
        this.settings = settings;
        this.devices = devices;
        this.status = status;
        this.log = log;
        thread.setDaemon(true);
    }

    void start() {
        try {
            watch = nodes.folder().getFileSystem().newWatchService();
            nodes.folder().register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException | UnsupportedOperationException e) {
            log.info("{} reports no changes ({}); it is looked at each {}", nodes.folder(), e.toString(),
                    Durations.format(settings.lookInterval()));
        }
        thread.start();
    }

    /** Stops, and unregisters all cameras. */
    void stop() {
        stopped = true;
        if (watch != null) {
            try {
                watch.close();
            } catch (IOException e) {
                log.debug("The watch of {} was not closed", nodes.folder(), e);
            }
        }
        thread.interrupt();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        claims.close();
        devices.close();
    }

    private void run() {
        while (!stopped) {
            Duration pause = settings.lookInterval();
            try {
                if (look()) {
                    pause = WHILE_DENIED.compareTo(pause) < 0 ? WHILE_DENIED : pause;
                }
            } catch (RuntimeException | Error e) {
                log.error("Looking for cameras failed; it goes on", e);
                status.set(BackendState.DEGRADED, "Looking for cameras failed and is repeated: " + e);
            }
            pause(pause);
        }
    }

    /** Ends a pause: another backend has a node no longer, or has one now. */
    private synchronized void lookAgain() {
        changed = true;
        if (pausing) {
            thread.interrupt();
        }
    }

    private synchronized boolean beginPause() {
        pausing = !changed;
        return pausing;
    }

    private synchronized void endPause() {
        pausing = false;
        changed = false;
        Thread.interrupted();
    }

    private void pause(Duration longest) {
        try {
            if (!beginPause()) {
                return;
            }
            if (watch == null) {
                Thread.sleep(longest.toMillis()); // a folder that reports no changes can only be looked at again
                return;
            }
            WatchKey events = watch.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (events != null) {
                events.pollEvents();
                events.reset();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            log.debug("The pause between two looks for cameras ends");
        } finally {
            endPause();
        }
    }

    /** Looks once, and returns whether a node may not be used. */
    private boolean look() {
        Map<String, String> now = nodes.look();
        int all = now.size();
        now.keySet().removeIf(node -> claims.isClaimed(nodes.path(node)));
        int claimed = all - now.size();
        ids.look();
        Set<String> failed = new HashSet<>();
        for (Iterator<String> known = seen.keySet().iterator(); known.hasNext();) {
            String node = known.next();
            Seen before = seen.get(node);
            boolean isDue = before.isDue(now.get(node));
            if (isDue || isRenamed(node)) {
                if (!isDue) {
                    warnOfNewId(devices.camera(node));
                }
                known.remove();
                devices.remove(node);
                if (!before.isSame(now.get(node))) {
                    status.clear(nodes.path(node));
                } else if (before.failed()) {
                    failed.add(node);
                }
            }
        }
        for (Map.Entry<String, String> node : now.entrySet()) {
            if (!seen.containsKey(node.getKey()) && !stopped && isKernelReady()) {
                seen.put(node.getKey(), examine(node.getKey(), node.getValue(), failed.contains(node.getKey())));
            }
        }
        boolean isDenied = reportDenied(now);
        devices.nodes().forEach(camera -> devices.setNodes(camera, belonging(camera)));
        status.setFindings(findings(all, claimed));
        if (!stopped && status.state() != BackendState.UNAVAILABLE) {
            status.set(BackendState.OK, "");
        }
        return isDenied;
    }

    /**
     * Reports the nodes that may not be used, and returns whether there are any. One that the last look did not see is not reported yet: it
     * belongs to root until udev gives it to its group.
     */
    private boolean reportDenied(Map<String, String> now) {
        Map<String, String> denied = new LinkedHashMap<>(now);
        denied.values().removeIf(stamp -> !VideoNodes.isDenied(stamp));
        String[] reported = denied.entrySet().stream()
                .filter(node -> deniedBefore == null || node.getValue().equals(deniedBefore.get(node.getKey())))
                .map(node -> nodes.path(node.getKey())).toArray(String[]::new);
        deniedBefore = denied;
        if (reported.length == 0) {
            status.clear(PERMISSION);
        } else {
            fault(PERMISSION, NodeUsers.denied(reported));
        }
        return !denied.isEmpty();
    }

    /** Returns how many nodes there are of each kind. */
    private String findings(int all, int claimed) {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        Set<String> cameras = devices.nodes();
        seen.forEach((node, was) -> kinds.merge(kind(was, cameras.contains(node)), 1, Integer::sum));
        if (claimed > 0) {
            kinds.put("of other backends", claimed);
        }
        String text = (all == 0 ? "no" : all) + (all == 1 ? " video node in " : " video nodes in ") + nodes.folder();
        return kinds.isEmpty() ? text
                : text + ": "
                        + kinds.entrySet().stream().map(kind -> kind.getValue() + " " + kind.getKey()).collect(Collectors.joining(", "));
    }

    private static String kind(Seen seen, boolean isCamera) {
        if (isCamera) {
            return "offered";
        }
        if (VideoNodes.isDenied(seen.stamp())) {
            return "not permitted";
        }
        return seen.failed() ? "without answer" : seen.captures() ? "left out by name.filter or formats" : "without images";
    }

    /** Loads JNA when there is a node to look at: that takes a tenth of a second, which a machine without cameras need not wait for. */
    private boolean isKernelReady() {
        if (kernel == null && status.state() != BackendState.UNAVAILABLE) {
            try {
                kernel = kernels.get();
            } catch (LinkageError e) {
                String why = "JNA does not work: " + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                        + ". Where /tmp and the home folder allow no programs, set the system property jna.tmpdir to a folder that does";
                status.set(BackendState.UNAVAILABLE, why);
                log.error(why);
            }
        }
        return kernel != null;
    }

    /** Returns the path of a camera's node, and of those of the same device that no images come from. */
    private Set<String> belonging(String camera) {
        return seen.keySet().stream().filter(node -> node.equals(camera) || !seen.get(node).captures() && sysfs.isSameDevice(node, camera))
                .map(nodes::path).collect(Collectors.toSet());
    }

    /** Examines a node, and registers the camera behind it. One that stays busy does not hold the others up at each look. */
    private Seen examine(String node, String stamp, boolean again) {
        String path = nodes.path(node);
        if (VideoNodes.isDenied(stamp)) {
            return new Seen(stamp, false, true, System.nanoTime(), null); // its stamp will change
        }
        DeviceThread examiner = new DeviceThread(node);
        try {
            Probe probe = examiner.call(
                    () -> BusyRetry.call(() -> Probe.of(kernel, path), settings.openTimeout(), () -> stopped || again, log),
                    settings.openTimeout());
            status.clear(path);
            if (probe.capability().captures()) {
                add(node, stamp, probe);
            }
            return new Seen(stamp, false, probe.capability().captures(), System.nanoTime(), examiner);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof KernelException refusal && refusal.isGone())) {
                fault(path, path + " cannot be examined: " + e.getCause().getMessage() + RETRIED);
            }
        } catch (TimeoutException e) {
            fault(path,
                    path + " did not answer within " + Durations.format(settings.openTimeout())
                            + " (open.timeout)" + RETRIED);
        } catch (InterruptedException e) {
            log.debug("Stopped while {} was examined", path);
        } finally {
            examiner.end(() -> log.debug("{} is examined", path));
        }
        return new Seen(stamp, true, true, System.nanoTime(), examiner);
    }

    private void fault(String path, String why) {
        if (status.fault(path, why)) {
            log.warn(why);
        }
    }

    /** Returns whether a camera has another id now than the one it is registered with. */
    private boolean isRenamed(String node) {
        FoundCamera camera = devices.camera(node);
        return camera != null && !camera.id().equals(ids.id(camera.identity(), node));
    }

    private void warnOfNewId(FoundCamera camera) {
        String port = camera.identity().port();
        log.warn("Camera {} has the id {} from now on: another camera has the same serial number. A device.target that names it needs"
                + " the new id{}", camera.id(), ids.id(camera.identity(), camera.node()),
                port.isEmpty() ? "" : ", or better its port: (" + CameraDevice.DEVICE_PORT + "=" + port + ")");
    }

    private void add(String node, String stamp, Probe probe) {
        Identity identity = sysfs.identify(node, probe.capability().card());
        String id = ids.id(identity, node);
        if (!ids.isSelected(settings.nameFilter(), identity, id)) {
            log.debug("{} is left out by the name filter", id);
            return;
        }
        Formats formats = new Formats(probe.offers(), settings.formats());
        if (formats.isEmpty()) {
            log.info("{} ({}) is not offered: it delivers {}; 'formats' are {}", identity.name(), nodes.path(node),
                    probe.offers().isEmpty() ? probe.others() : probe.offers().stream().map(FormatOffer::format).toList(),
                    settings.formats());
            return;
        }
        devices.add(kernel, new FoundCamera(id, identity, node, stamp, formats, probe.controls()));
    }
}
