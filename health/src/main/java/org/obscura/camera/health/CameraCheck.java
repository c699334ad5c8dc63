package org.obscura.camera.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraStatistics;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.RetentionStatus;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.obscura.camera.support.device.BackendReport;
import org.obscura.camera.support.text.Printable;

/** Checks one camera: its device, whether its captures succeed, and the free space in its folder. */
final class CameraCheck implements HealthCheck {
    private static final int FAILING = 3;
    private static final long MB = 1024 * 1024;

    private final Camera camera;
    private final Supplier<List<CameraBackend>> backends;
    private final Predicate<String> simulated;
    private final long warnBelowMb;
    private final long criticalBelowMb;

    /** @param simulated whether the device of an id is simulated */
    CameraCheck(Camera camera, Supplier<List<CameraBackend>> backends, Predicate<String> simulated, long warnBelowMb,
            long criticalBelowMb) {
        this.camera = camera;
        this.backends = backends;
        this.simulated = simulated;
        this.warnBelowMb = warnBelowMb;
        this.criticalBelowMb = criticalBelowMb;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        device(log);
        captures(log);
        disk(log);
        camera.getRetention().ifPresent(retention -> retention(retention, log));
        return new Result(log);
    }

    private void device(FormattingResultLog log) {
        boolean hasDevice = camera.getDevice().isPresent();
        switch (camera.getStatus()) {
            case INACTIVE -> log.info("The camera is stopped");
            case WAITING -> log.critical("No matching device; captures wait for device.timeout, then fail");
            default -> log.info("The device is {}", name(camera.getDevice()));
        }
        if (camera.getDevice().map(DeviceInfo::id).filter(simulated).isPresent()) {
            log.warn("The device {} is simulated: its images show no real scene. To use none, set device.target, for example to "
                    + "(!(camera.device.simulated=true))", name(camera.getDevice()));
        }
        for (BackendReport backend : BackendReport.of(backends.get().stream())) {
            if (backend.state() == BackendState.UNAVAILABLE && !hasDevice) {
                log.critical("The backend {} cannot work: {}", backend.name(), Printable.of(backend.reason()));
            } else if (backend.state() == BackendState.UNSUPPORTED) {
                log.info("The backend {} is not for this machine: {}", backend.name(), Printable.of(backend.reason()));
            } else if (backend.state() == BackendState.SEARCHING) {
                log.info("The backend {} scans for devices", backend.name());
            } else if (backend.state() != BackendState.OK) {
                log.warn("The backend {} is {}: {}", backend.name(), backend.state(), Printable.of(backend.reason()));
            }
        }
    }

    private static String name(Optional<DeviceInfo> device) {
        return device.map(info -> Printable.of(info.displayName() + " (" + info.id() + ")")).orElse("changing");
    }

    private void captures(FormattingResultLog log) {
        CameraStatistics all = camera.getStatistics();
        if (all.consecutiveFailures() >= FAILING) {
            log.critical("The last {} captures failed; the last reason: {}", all.consecutiveFailures(), Printable.of(all.lastFailure()));
        } else if (all.consecutiveFailures() > 0) {
            log.warn("The last capture failed: {}", Printable.of(all.lastFailure()));
        }
        log.info("{} requested, {} saved, {} in memory, {} pending, failed {}", all.requested(), all.saved(), all.available(),
                all.pending(),
                all.failed());
    }

    private void disk(FormattingResultLog log) {
        Path folder = camera.getDirectory();
        try {
            Path there = folder;
            while (!Files.exists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            long mb = Files.getFileStore(there).getUsableSpace() / MB;
            if (mb < criticalBelowMb) {
                log.critical("{} MB are free in {}; delete files, or set another directory", mb, Printable.of(folder));
            } else if (mb < warnBelowMb) {
                log.warn("{} MB are free in {}", mb, Printable.of(folder));
            } else {
                log.info("{} MB are free in {}", mb, Printable.of(folder));
            }
        } catch (IOException e) {
            log.warn("The free space in {} is unknown: {}", Printable.of(folder), Printable.of(e));
        }
    }

    private static void retention(RetentionStatus retention, FormattingResultLog log) {
        if (!retention.problem().isEmpty()) {
            log.warn("{}", Printable.of(retention.problem()));
        }
        log.info("The retention keeps {} images and has deleted {}", retention.images(), retention.deletedImages());
    }
}
