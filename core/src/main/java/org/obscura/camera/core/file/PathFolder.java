package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureError;
import org.obscura.camera.support.file.FolderEntries;

/**
 * A folder by its path, for systems that cannot hold a folder open and for folders that cannot be read. A fence is checked directly before
 * each step.
 */
final class PathFolder implements OpenFolder {
    private final Path path;
    private final @Nullable Path fence;
    private final boolean posix;

    PathFolder(Path path, @Nullable Path fence) {
        this.path = path;
        this.fence = fence;
        this.posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private Path checked(String name) throws IOException {
        if (fence != null && !path.toRealPath().startsWith(fence)) {
            throw new FileException(CaptureError.RESOURCE, "Images may not be written to " + path + ", which now leads out of " + fence,
                    null);
        }
        return path.resolve(name);
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public boolean canLink() {
        return fence == null;
    }

    @Override
    public FileChannel create(String name) throws IOException {
        Set<? extends OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return FileChannel.open(checked(name), options, posix ? new FileAttribute<?>[] {PERMISSIONS} : new FileAttribute<?>[0]);
    }

    @Override
    public FileChannel read(String name) throws IOException {
        return FileChannel.open(checked(name), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void touch(String name) throws IOException {
        FileChannel.open(checked(name), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS).close();
    }

    @Override
    public void move(String from, String to) throws IOException {
        Files.move(checked(from), path.resolve(to), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(checked(name));
    }

    @Override
    public BasicFileAttributes attributes(String name) throws IOException {
        return Files.readAttributes(path.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public List<String> names(String prefix) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path,
                file -> file.getFileName().toString().startsWith(prefix))) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }

    @Override
    public void sync() throws IOException {
        FolderEntries.sync(path);
    }

    @Override
    public void close() {
    }
}
