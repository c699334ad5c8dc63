package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A folder on a disk with faults: the next calls of some operations fail. */
final class FailingFolder implements OpenFolder {
    private final OpenFolder folder;
    private final Map<String, Integer> failures = new HashMap<>();

    FailingFolder(OpenFolder folder) {
        this.folder = folder;
    }

    /** Lets the next calls of an operation fail: move, delete or sync; all calls of names, which is not permitted then. */
    FailingFolder fail(String operation, int times) {
        failures.put(operation, times);
        return this;
    }

    private void run(String operation) throws IOException {
        int left = failures.getOrDefault(operation, 0);
        if (left > 0) {
            failures.put(operation, left - 1);
            throw new IOException("Input/output error");
        }
    }

    @Override
    public java.nio.file.Path path() {
        return folder.path();
    }

    @Override
    public boolean canLink() {
        return folder.canLink();
    }

    @Override
    public FileChannel create(String name) throws IOException {
        return folder.create(name);
    }

    @Override
    public FileChannel read(String name) throws IOException {
        return folder.read(name);
    }

    @Override
    public void touch(String name) throws IOException {
        folder.touch(name);
    }

    @Override
    public void move(String from, String to) throws IOException {
        run("move");
        folder.move(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
        run("delete");
        folder.delete(name);
    }

    @Override
    public BasicFileAttributes attributes(String name) throws IOException {
        return folder.attributes(name);
    }

    @Override
    public List<String> names(String prefix) throws IOException {
        if (failures.getOrDefault("names", 0) > 0) {
            throw new AccessDeniedException(folder.path().toString());
        }
        return folder.names(prefix);
    }

    @Override
    public void sync() throws IOException {
        run("sync");
        folder.sync();
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
