package org.obscura.camera.trigger;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.obscura.camera.support.file.DurableFile;
import org.osgi.service.log.Logger;

/**
 * The file that keeps up to which moment the due times of a trigger are dealt with, so that those after it are caught up after a restart.
 * It belongs to one configuration and one schedule: a trigger with another one begins at its start. {@link #forget} ends it.
 */
final class HandledTime {
    /**
     * The schedule of the trigger that has begun last with a file, until it is forgotten: one that was replaced or deleted may end a
     * request afterwards.
     */
    private static final Map<Path, String> SCHEDULES = new ConcurrentHashMap<>();

    private final String trigger;
    private final Path file;
    private final String schedule;
    private final Logger log;
    private boolean failed;

    /**
     * Names the file.
     *
     * @param folder where it is; it exists
     * @param trigger the name of the trigger, for messages
     * @param pid the PID of the trigger's configuration
     * @param schedule what decides on the due times, as one line
     */
    HandledTime(Path folder, String trigger, String pid, String schedule, Logger log) {
        this.trigger = trigger;
        this.file = file(folder, pid);
        this.schedule = schedule;
        this.log = log;
    }

    private static Path file(Path folder, String pid) {
        return folder.resolve("handled-" + URLEncoder.encode(pid, StandardCharsets.UTF_8).replace("*", "%2A"));
    }

    /**
     * Deletes the file of a configuration that was deleted, or that catches nothing up any more, if there is one: who configures it again
     * later does not mean the time between. Requests that are pending write none.
     */
    static void forget(Path folder, String pid, Logger log) {
        SCHEDULES.compute(file(folder, pid), (file, schedule) -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                log.warn("{} cannot be deleted; a trigger that is configured again catches up what it missed since then: {}", file,
                        e.toString());
            }
            return null;
        });
    }

    /** Returns the moment; empty if none is known for this schedule. */
    synchronized Optional<Instant> read() {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.size() == 2 && lines.get(1).equals(schedule) ? Optional.of(Instant.parse(lines.get(0))) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | DateTimeException e) {
            log.warn("Trigger {}: what was missed before the start is not caught up, since {} cannot be read: {}", trigger, file,
                    e.toString());
            return Optional.empty();
        }
    }

    /** Takes the file over from a trigger with another schedule, and writes the moment if none is known for this one. */
    void begin(Instant now) {
        SCHEDULES.put(file, schedule);
        if (read().isEmpty()) {
            write(now);
        }
    }

    /**
     * Replaces the moment in one step, so that it survives the end of the process and of the power. Does nothing if a trigger with another
     * schedule has begun, or it was forgotten.
     */
    void write(Instant moment) {
        SCHEDULES.computeIfPresent(file, (unused, current) -> {
            if (current.equals(schedule)) {
                replace(moment);
            }
            return current;
        });
    }

    private synchronized void replace(Instant moment) {
        try {
            DurableFile.write(file, moment + "\n" + schedule + "\n");
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                log.warn("Trigger {}: after a restart an image may be taken once more, since {} cannot be written: {}", trigger, file,
                        e.toString());
            }
            failed = true;
        }
    }
}
