package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.obscura.camera.support.file.FolderEntries;

/** An open folder of Linux and macOS: names are relative to the folder itself, wherever its path leads by now. */
final class SecureFolder implements OpenFolder {
    private static final Path SELF = Path.of(".");

    private final Path path;
    private final SecureDirectoryStream<Path> folder;
    private final boolean fenced;

    SecureFolder(Path path, SecureDirectoryStream<Path> folder, boolean fenced) {
        this.path = path;
        this.folder = folder;
        this.fenced = fenced;
    }

    @Override
    public Path path() {
        return path;
    }

    /** Returns whether a link can be made: that is done by path, which may lead out of a fence at that moment. */
    @Override
    public boolean canLink() {
        return !fenced;
    }

    @Override
    public FileChannel create(String name) throws IOException {
        return open(Path.of(name), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS), PERMISSIONS);
    }

    @Override
    public FileChannel read(String name) throws IOException {
        return open(Path.of(name), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public void touch(String name) throws IOException {
        open(Path.of(name), Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)).close();
    }

    private FileChannel open(Path name, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return (FileChannel) folder.newByteChannel(name, options, attributes);
    }

    @Override
    public void move(String from, String to) throws IOException {
        folder.move(Path.of(from), folder, Path.of(to));
    }

    @Override
    public void delete(String name) throws IOException {
        folder.deleteFile(Path.of(name));
    }

    @Override
    public BasicFileAttributes attributes(String name) throws IOException {
        return folder.getFileAttributeView(Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS).readAttributes();
    }

    @Override
    public List<String> names(String prefix) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = folder.newDirectoryStream(SELF, LinkOption.NOFOLLOW_LINKS)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.startsWith(prefix)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    @Override
    public void sync() throws IOException {
        try (FileChannel self = open(SELF, Set.of(StandardOpenOption.READ))) {
            FolderEntries.sync(self);
        }
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
