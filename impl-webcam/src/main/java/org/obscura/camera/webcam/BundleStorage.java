package org.obscura.camera.webcam;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.obscura.camera.support.file.PrivateFolders;

/**
 * The bundle's files: {@code lib} holds the child's class path, taken out of the bundle when first needed; {@code run} a folder for each
 * child, its temporary folder too, since the library leaves its natives there. What a killed JVM left is removed at the next start.
 */
final class BundleStorage {
    /** In the bundle's folder {@code lib}. */
    static final List<String> JARS = List.of("webcam-capture.jar", "bridj.jar", "slf4j-api.jar", "slf4j-nop.jar");
    /** In the bundle's package {@code child}. */
    static final List<String> CLASSES = List.of("BgrCopy", "CameraDriver", "CameraDriver$Found", "CaptureProcessMain", "ControlCall",
            "ControlNode",
            "DriverCamera",
            "DriverCamera$Exposure", "DriverException", "DriverException$Kind", "NativeCamera", "NativeDriver", "Protocol", "ReadyFrames",
            "SarxosCamera", "SarxosDriver", "SarxosDriver$1", "VideoNode", "VideoNode$Capability", "VideoNode$FrameSize");
    private static final String CHILD = "org/obscura/camera/webcam/child/";
    private static final int BLOCK = 1 << 20;
    /** Images are private to the user of the framework, where the system has permissions of POSIX. */
    private static final FileAttribute<?>[] PRIVATE = FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
            : new FileAttribute<?>[0];

    private final Path root;
    private final Path memory;
    private final String prefix;
    private final AtomicInteger number = new AtomicInteger();
    private List<String> classpath;

    /**
     * Clears what an earlier run left.
     *
     * @param root a folder of this bundle alone
     * @param memory a folder that lives in memory; it need not exist
     */
    BundleStorage(Path root, Path memory) throws IOException {
        this.root = root.toAbsolutePath();
        this.memory = memory;
        this.prefix = "obscura-webcam-" + Integer.toHexString(this.root.toString().hashCode()) + "-";
        delete(this.root.resolve("run"));
        if (Files.isDirectory(memory)) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(memory, prefix + "*")) {
                left.forEach(BundleStorage::deleteIfPossible);
            }
        }
    }

    /** Deletes a file if that is possible. The folder is everybody's, and a file there by our name may be another user's. */
    private static void deleteIfPossible(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            return; // not ours, or gone
        }
    }

    /** Returns what the child's class path begins with. */
    synchronized List<String> classpath() throws IOException {
        if (classpath == null) {
            Path lib = PrivateFolders.create(root.resolve("lib"));
            List<String> entries = new ArrayList<>(List.of(lib.toString()));
            for (String name : CLASSES) {
                extract(CHILD + name + ".class", lib.resolve(CHILD + name + ".class"));
            }
            for (String jar : JARS) {
                extract("lib/" + jar, lib.resolve(jar));
                entries.add(lib.resolve(jar).toString());
            }
            classpath = List.copyOf(entries);
        }
        return classpath;
    }

    private static void extract(String resource, Path file) throws IOException {
        PrivateFolders.create(file.getParent());
        try (InputStream in = BundleStorage.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new NoSuchFileException(resource, null, "not in this bundle");
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Creates a new empty folder for one child. */
    Path newRun() throws IOException {
        return PrivateFolders.create(root.resolve("run").resolve(Integer.toString(number.incrementAndGet())));
    }

    /**
     * Creates a new file of that size for frames, in memory if there is room. Its blocks are really there: a hole that cannot be filled
     * is fatal to who maps it.
     */
    Path newFrames(Path run, long size) throws IOException {
        if (Files.isWritable(memory)) {
            Path file = memory.resolve(prefix + number.incrementAndGet());
            try {
                return fill(file, size);
            } catch (FileAlreadyExistsException e) {
                return fill(run.resolve("frames"), size);
            } catch (IOException e) {
                deleteIfPossible(file); // no room
            }
        }
        return fill(run.resolve("frames"), size);
    }

    private static Path fill(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PRIVATE)) {
            for (long left = size; left > 0;) {
                left -= channel.write(ByteBuffer.allocate((int) Math.min(left, BLOCK)));
            }
        }
        return file;
    }

    /** Deletes a file or a folder with all that is in it, if it exists. */
    static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
                    Files.deleteIfExists(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }
}
