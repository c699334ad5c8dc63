package org.obscura.camera.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraStatistics;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraBackend.BackendState;

/** How one camera is doing: whether it has a device, whether its pictures succeed, whether there is room for more. */
final class CameraCheck implements HealthCheck {
    private static final int FAILING = 3;
    private static final long MB = 1024 * 1024;

    private final Camera camera;
    private final Supplier<List<CameraBackend>> backends;
    private final long warnBelowMb;
    private final long criticalBelowMb;

    CameraCheck(Camera camera, Supplier<List<CameraBackend>> backends, long warnBelowMb, long criticalBelowMb) {
        this.camera = camera;
        this.backends = backends;
        this.warnBelowMb = warnBelowMb;
        this.criticalBelowMb = criticalBelowMb;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        device(log);
        captures(log);
        disk(log);
        return new Result(log);
    }

    private void device(FormattingResultLog log) {
        boolean there = camera.getDevice().isPresent();
        switch (camera.getStatus()) {
            case INACTIVE -> log.info("The camera is stopped");
            case WAITING -> log.critical("No device is there that fits; pictures that are asked for wait, then fail");
            default -> log.info("The device is {}",
                    camera.getDevice().map(info -> info.displayName() + " (" + info.id() + ")").orElse("changing"));
        }
        for (CameraBackend backend : backends.get()) {
            if (backend.getState() == BackendState.UNAVAILABLE && !there) {
                log.critical("The backend {} cannot work: {}", backend.getName(), backend.getReason());
            } else if (backend.getState() == BackendState.SEARCHING) {
                log.info("The backend {} looks for devices", backend.getName());
            } else if (backend.getState() != BackendState.OK) {
                log.warn("The backend {} is {}: {}", backend.getName(), backend.getState(), backend.getReason());
            }
        }
    }

    private void captures(FormattingResultLog log) {
        CameraStatistics all = camera.getStatistics();
        if (all.consecutiveFailures() >= FAILING) {
            log.critical("The last {} pictures failed; the last time: {}", all.consecutiveFailures(), all.lastFailure());
        } else if (all.consecutiveFailures() > 0) {
            log.warn("The last picture failed: {}", all.lastFailure());
        }
        log.info("{} asked, {} saved, {} in memory, {} pending, failed {}", all.requested(), all.saved(), all.available(), all.pending(),
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
                log.critical("{} MB are left for pictures in {}; free some, or set another directory", mb, folder);
            } else if (mb < warnBelowMb) {
                log.warn("{} MB are left for pictures in {}", mb, folder);
            } else {
                log.info("{} MB are left for pictures in {}", mb, folder);
            }
        } catch (IOException e) {
            log.warn("The space in {} is not known: {}", folder, e.toString());
        }
    }
}
