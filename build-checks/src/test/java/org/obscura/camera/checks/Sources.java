package org.obscura.camera.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of the repository. */
final class Sources {
    /** The folder of the parent POM. */
    static final Path ROOT = Path.of(System.getProperty("root", "..")).toAbsolutePath().normalize();

    private static final Set<String> GENERATED = Set.of("target", "node_modules", ".git");

    private Sources() {
    }

    /** Returns the files whose name ends with one of the suffixes, in the order of their paths. */
    static List<Path> endingWith(String... suffixes) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return GENERATED.contains(folder.getFileName().toString()) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    for (String suffix : suffixes) {
                        if (file.toString().endsWith(suffix)) {
                            found.add(file);
                        }
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().sorted().toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the path below the root, with slashes. */
    static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    /** Returns the name of the top-level folder, or "." for a file in the root. */
    static String module(Path file) {
        Path path = ROOT.relativize(file);
        return path.getNameCount() == 1 ? "." : path.getName(0).toString();
    }
}
