package org.obscura.camera.core.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.RetentionStatus;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.file.PendingFile;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.support.config.DataSizes;

/** Enters the images of one camera in their ledger, and deletes old ones on a thread of its own. Thread-safe. */
public final class CameraRetention {
    private final String cameraId;
    private final RetentionService service;
    private final EngineLog log;
    /** Images whose requests have not ended. */
    private final Set<String> active = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean chained = new AtomicBoolean();
    private volatile @Nullable CameraSettings settings;
    private volatile Supplier<Path> directory = () -> Path.of("");
    private volatile Listener listener = (paths, bytes) -> {};
    private volatile RetentionStatus status = new RetentionStatus(0, 0, 0, 0, "");
    private volatile boolean closed;

    /** Learns what was deleted. */
    public interface Listener {
        /** Called after a round that deleted images. */
        void deleted(List<String> paths, long bytes);
    }

    CameraRetention(String cameraId, RetentionService service, EngineLog log) {
        this.cameraId = cameraId;
        this.service = service;
        this.log = log;
    }

    /** Takes over settings; the first call begins the rounds. */
    public void update(CameraSettings changed, Supplier<Path> folder, Listener deletions) {
        directory = folder;
        listener = deletions;
        settings = changed;
        closed = false;
        if (!changed.retention().isOff()) {
            service.start(this);
        }
    }

    /** Ends the rounds. */
    public void close() {
        closed = true;
    }

    /** Returns the outcome of the last round; empty if all images are kept. */
    public Optional<RetentionStatus> status() {
        return isOn() ? Optional.of(status) : Optional.empty();
    }

    String id() {
        return cameraId;
    }

    boolean isOn() {
        CameraSettings now = settings;
        return now != null && !now.retention().isOff() && !closed;
    }

    /**
     * Enters a file that is written and has no name yet. Returns null if it is not below the folder of the camera, or cannot be entered.
     *
     * @param frozen the settings of its request
     * @param folder the folder of the camera by these settings
     * @param created folders that were created for the file
     */
    public @Nullable TrackedImage track(PendingFile file, CameraSettings frozen, Path folder, List<Path> created) {
        if (frozen.retention().isOff()) {
            return null;
        }
        try {
            Path base = folder.toRealPath();
            Path at = file.folder().toRealPath();
            if (!at.startsWith(base)) {
                return null;
            }
            List<String> relative = new ArrayList<>();
            for (Path each : created) {
                relative.add(relative(base, each.toRealPath()));
            }
            Ledger ledger = service.ledger(base, cameraId);
            String id = ledger.enter(file.identity(), relative(base, at), relative, frozen.sync());
            active.add(id);
            return new TrackedImage(this, ledger, id, frozen.sync(), log);
        } catch (IOException | RuntimeException e) {
            log.warn("Camera {}: the retention will not delete an image in {}: {}", cameraId, file.folder(), String.valueOf(e));
            return null;
        }
    }

    private static String relative(Path base, Path folder) {
        return base.relativize(folder).toString().replace(base.getFileSystem().getSeparator(), "/");
    }

    void ended(String id) {
        active.remove(id);
        if (isOn()) {
            service.start(this);
        }
    }

    /** Begins a chain of rounds. Returns false if there is one. */
    boolean begin() {
        return chained.compareAndSet(false, true);
    }

    /** Ends the chain of rounds: the next one is to begin another. */
    void end() {
        chained.set(false);
    }

    /** Runs a round. Called by one thread at a time. */
    void run() {
        CameraSettings now = settings;
        if (now == null || !isOn()) {
            return;
        }
        try {
            round(now);
        } catch (IOException | RuntimeException | Error e) {
            status = new RetentionStatus(status.images(), status.bytes(), status.deletedImages(), status.deletedBytes(),
                    "The retention does not work: " + e);
            log.warn("Camera {}: the retention does not work and tries again: {}", cameraId, String.valueOf(e));
        }
    }

    private void round(CameraSettings now) throws IOException {
        Path folder = directory.get();
        if (!Files.isDirectory(folder)) {
            return; // no image was written, or it is not mounted
        }
        Path base = folder.toRealPath();
        Round.Outcome outcome = new Round(base, service.ledger(base, cameraId), now.retention(), service.clocks(),
                entry -> active.contains(entry.id) || service.isKept(cameraId, base, entry)).run();
        String problem = problem(outcome, now.retention().free(), folder);
        if (!problem.isEmpty() && !problem.equals(status.problem()) && status.problem().isEmpty()) {
            log.warn("Camera {}: {}", cameraId, problem);
        }
        status = new RetentionStatus(outcome.images(), outcome.bytes(), status.deletedImages() + outcome.deleted().size(),
                status.deletedBytes() + outcome.deletedBytes(), problem);
        if (!outcome.deleted().isEmpty() || outcome.folders() > 0) {
            log.info("Camera {}: the retention deleted {} images ({}) and {} empty folders in {}; {} images ({}) remain", cameraId,
                    outcome.deleted().size(), DataSizes.format(outcome.deletedBytes()), outcome.folders(), folder, outcome.images(),
                    DataSizes.format(outcome.bytes()));
        }
        if (!outcome.deleted().isEmpty()) {
            listener.deleted(outcome.deleted(), outcome.deletedBytes());
        }
    }

    private static String problem(Round.Outcome outcome, long free, Path folder) {
        if (outcome.free() == Round.UNREACHABLE) {
            return "retention.free=" + DataSizes.format(free) + " is more than the whole file system of " + folder + " has; no image is "
                    + "deleted for it until it is corrected";
        }
        if (outcome.free() < 0 || outcome.free() >= free) {
            return "";
        }
        String why = outcome.images() == 0 ? "no image of this camera is left that may be deleted"
                : outcome.kept() == 0 ? "" // the next round deletes more
                : outcome.kept() + " images must stay for now, since they are new, or held by what still delivers them";
        return why.isEmpty() ? "" : DataSizes.format(outcome.free()) + " are free in " + folder + ", less than retention.free ("
                + DataSizes.format(free) + "), and " + why;
    }
}
