package org.obscura.camera.webcam;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.obscura.camera.spi.CameraBackend.BackendState;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.support.device.ClaimedNodes;
import org.obscura.camera.support.linux.VideoNodes;
import org.obscura.camera.support.registration.ScanStatus;
import org.obscura.camera.support.v4l2.Control;
import org.obscura.camera.support.v4l2.KernelException;
import org.obscura.camera.webcam.child.DriverException;
import org.obscura.camera.webcam.child.Protocol;
import org.osgi.service.log.Logger;

/** Scans for devices until it is stopped, on a thread of its own. */
final class Discovery {
    /**
     * No request waits for a scan, and one that is ended begins from the start: a machine that is busy just then, or slow, would never come
     * to its end within the time of an opening.
     */
    private static final int SCAN_FACTOR = 4;
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final long STOP_MILLIS = 5_000;
    private static final Duration OTHERS = Duration.ofSeconds(3);

    private final Settings settings;
    private final CaptureProcessLauncher launcher;
    private final VideoNodes nodes;
    private final ClaimedNodes claims;
    private final DeviceMatcher matcher;
    private final Devices devices;
    private final ScanStatus status;
    private final Logger log;
    private final Thread thread = new Thread(this::run, "obscura-webcam-scan");
    private CaptureProcess scanning;
    /** The nodes that were no other backend's at the last look. */
    private volatile Set<String> own = Set.of();
    /** Whether another backend has one of them now, so that a look is due at once. */
    private boolean outdated;
    private boolean stopped;
    /** What the last look saw; null before the first. */
    private Map<String, String> seen;
    /** What the last scan found, before what the look at the nodes found. */
    private String listed = "";
    private boolean failed;
    private long scanned;

    /**
     * @param nodes the device nodes, or null where there are none to see or the driver's cameras are none of them
     * @param claims follows those that other backends offer
     */
    Discovery(Settings settings, CaptureProcessLauncher launcher, VideoNodes nodes, Function<Runnable, ClaimedNodes> claims,
            DeviceMatcher matcher, Devices devices, ScanStatus status, Logger log) {
        this.settings = settings;
        this.launcher = launcher;
        this.nodes = nodes;
        this.claims = claims.apply(this::claimsChanged);
        this.matcher = matcher;
        this.devices = devices;
        this.status = status;
        this.log = log;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Stops looking, and takes all cameras away. */
    void stop() {
        CaptureProcess child;
        synchronized (this) {
            stopped = true;
            child = scanning;
            notifyAll();
        }
        if (child != null) {
            child.kill();
        }
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        devices.close();
        claims.close();
    }

    private void run() {
        while (!isStopped()) {
            try {
                look();
            } catch (RuntimeException | Error e) {
                log.error("The scan for devices failed and is repeated", e);
                fail("The scan for devices failed and is repeated: " + e);
            }
            pause();
        }
    }

    /**
     * Waits for backends that need no process to look: they may find that all cameras are their own, at the start and after a change of
     * their configuration.
     */
    private void awaitOthers() {
        try {
            claims.awaitFirstLooks(OTHERS);
        } catch (InterruptedException e) {
            log.debug("Interrupted before a look for cameras");
        }
    }

    /** Ends a pause, and a scan, if another backend has a node that was no other's: until the next look its camera is offered twice. */
    private void claimsChanged() {
        if (own.stream().noneMatch(this::isClaimed)) {
            return;
        }
        CaptureProcess child;
        synchronized (this) {
            outdated = true;
            child = scanning;
            notifyAll();
        }
        if (child != null) {
            child.giveUp();
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized void pause() {
        long end = System.nanoTime() + settings.scanInterval().toNanos();
        try {
            for (long left = end - System.nanoTime(); left > 0 && !stopped && !outdated; left = end - System.nanoTime()) {
                wait(left / 1_000_000 + 1);
            }
            outdated = false;
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    private void look() {
        if (nodes == null) {
            scan(Map.of(), 0);
            return;
        }
        Map<String, String> now = nodes.look();
        int all = now.size();
        now.keySet().removeIf(this::isClaimed);
        if (!now.isEmpty() && !now.equals(seen)) {
            awaitOthers();
            now.keySet().removeIf(this::isClaimed);
        }
        own = Set.copyOf(now.keySet());
        boolean retry = failed && System.nanoTime() - scanned > RETRY.toNanos();
        if (!now.equals(seen) || retry) {
            devices.keep(camera -> camera.stamp().equals(now.get(camera.node())));
            if (now.isEmpty()) {
                listed = "";
                report(BackendState.OK, "");
            } else {
                setFindings(all, now.size());
                scan(now, all);
                if (isOutdated()) {
                    return;
                }
            }
            seen = now;
        }
        setFindings(all, now.size());
    }

    private synchronized boolean isOutdated() {
        return outdated;
    }

    private void setFindings(int all, int own) {
        if (nodes == null) {
            status.setFindings(listed);
            return;
        }
        String text = (all == 0 ? "no" : all) + (all == 1 ? " video node in " : " video nodes in ") + nodes.folder();
        status.setFindings((listed.isEmpty() ? "" : listed + "; ") + text
                + (all == own ? "" : ": " + (all - own) + " of other backends"));
    }

    private boolean isClaimed(String node) {
        return nodes != null && claims.isClaimed(nodes.path(node));
    }

    private void scan(Map<String, String> now, int all) {
        CaptureProcess child = null;
        boolean failedBefore = failed;
        failed = true;
        scanned = System.nanoTime();
        Duration limit = settings.openTimeout().multipliedBy(SCAN_FACTOR);
        try {
            child = launcher.start("scan");
            synchronized (this) {
                scanning = child;
                if (stopped || outdated) {
                    failed = failedBefore;
                    return;
                }
            }
            DeviceMatcher.Result result = matcher.match(child.ask(limit, Protocol.LIST), now, devices.cameras());
            failed = false;
            if (!isStopped()) {
                listed = "the driver lists " + result.listed() + (result.listed() == 1 ? " device" : " devices");
                setFindings(all, now.size());
                devices.set(withControls(child, result.cameras().stream().filter(camera -> !isClaimed(camera.node())).toList()));
                report(result.state(), result.reason());
            }
        } catch (DriverException e) {
            fail(NativeLibraryDiagnosis.explain(e.getMessage(), child.errorOutputTail(), child.run().toString()));
        } catch (TimeoutException e) {
            fail("Looking for cameras took longer than " + Durations.format(limit)
                    + ", " + SCAN_FACTOR + " times open.timeout; it is repeated"
                    + ". If that does not help, the driver of one may hang: reconnect it");
        } catch (CaptureProcess.ProcessExitedException | IOException e) {
            if (isOutdated()) {
                failed = failedBefore;
                log.debug("Another backend has a camera now; the scan is repeated for the others");
            } else {
                fail(e.getMessage());
            }
        } finally {
            synchronized (this) {
                scanning = null;
            }
            if (child != null) {
                child.kill();
            }
        }
    }

    /** Adds the controls to cameras that are new. Without a node there is no way to them. */
    private List<FoundDevice> withControls(CaptureProcess child, List<FoundDevice> cameras)
            throws TimeoutException, CaptureProcess.ProcessExitedException {
        List<FoundDevice> all = new ArrayList<>();
        for (FoundDevice camera : cameras) {
            List<Control> controls = camera.controls();
            if (nodes != null && !devices.cameras().contains(camera)) {
                try {
                    controls = WebcamControls.list(child, camera.driverId(), settings);
                } catch (DriverException | KernelException e) {
                    log.debug("The controls of {} are not known: {}", camera.driverId(), e.getMessage());
                }
            }
            all.add(camera.with(controls));
        }
        return all;
    }

    /** A camera that works already goes on. */
    private void fail(String reason) {
        if (!isStopped()) {
            report(devices.cameras().isEmpty() ? BackendState.UNAVAILABLE : BackendState.DEGRADED, reason);
        }
    }

    private void report(BackendState state, String reason) {
        if (status.set(state, reason) && state != BackendState.OK) {
            log.warn("Webcams are {}: {}", state, reason);
        }
    }
}
