package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * Gives a temporary file a name that no other file has. A hard link does so in one step, since it fails where a move would replace. Where
 * there are no links a second file, the mark, reserves the name while the move is made, so that two processes that write images cannot take
 * the same, and a reader sees the whole image or nothing.
 */
final class NameClaim {
    /** After which a mark is taken for one of a process that ended: it is held for two calls of the system. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    private final OpenFolder folder;
    private final String temporary;
    private final TemporaryFiles temporaries;
    private final boolean links;

    /** The outcome of a claim. */
    enum Outcome {
        /** The file has the name. */
        CLAIMED,
        /** A file of this name exists. */
        EXISTS,
        /** Another process is claiming the name. */
        BUSY
    }

    NameClaim(OpenFolder folder, String temporary, TemporaryFiles temporaries, boolean links) {
        this.folder = folder;
        this.temporary = temporary;
        this.temporaries = temporaries;
        this.links = links && folder.canLink();
    }

    /** Claims a name. */
    Outcome claim(String name) throws IOException {
        if (!links) {
            return claimByMark(name);
        }
        try {
            folder.link(temporary, name);
        } catch (FileAlreadyExistsException e) {
            return Outcome.EXISTS;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            return claimByMark(name); // FAT, some network shares: they say so in many ways
        }
        try {
            folder.touch(name); // programs that watch the folder wait for the end of writing; a link alone is none
        } catch (IOException | RuntimeException e) {
            // the file is whole all the same
        }
        temporaries.delete(folder, temporary);
        return Outcome.CLAIMED;
    }

    private Outcome claimByMark(String name) throws IOException {
        String mark = TemporaryFiles.claim(name);
        if (folder.exists(name)) {
            return Outcome.EXISTS;
        }
        if (!create(mark)) {
            return Outcome.BUSY;
        }
        try {
            if (folder.exists(name)) {
                return Outcome.EXISTS;
            }
            folder.move(temporary, name);
            return Outcome.CLAIMED;
        } finally {
            temporaries.delete(folder, mark);
        }
    }

    private boolean create(String mark) throws IOException {
        if (createNew(mark)) {
            return true;
        }
        try {
            FileTime time = folder.attributes(mark).lastModifiedTime();
            if (!temporaries.isOfEndedProcess(folder, mark) && !time.toInstant().isBefore(Instant.now().minus(LIMIT))) {
                return false;
            }
            // moved away first, so that of two processes that find it only one goes on
            String own = temporaries.next();
            folder.move(mark, own);
            boolean same = folder.attributes(own).lastModifiedTime().equals(time);
            temporaries.delete(folder, own);
            return same && createNew(mark);
        } catch (NoSuchFileException e) {
            return false; // the other process has just ended its claim
        }
    }

    private boolean createNew(String mark) throws IOException {
        try (FileChannel out = folder.create(mark)) {
            out.write(temporaries.identity());
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }
}
