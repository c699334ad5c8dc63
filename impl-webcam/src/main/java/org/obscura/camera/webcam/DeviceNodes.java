package org.obscura.camera.webcam;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files {@code /dev/videoN}: cheap to look at, so that a process is started only when one came, went or changed hands. */
final class DeviceNodes {
    private static final Pattern NAME = Pattern.compile("video(\\d{1,4})");

    private static final String DENIED = " denied";

    private final Path dev;

    DeviceNodes(Path dev) {
        this.dev = dev;
    }

    /** Each node by its name, with what changes when it is made anew or becomes readable. */
    Map<String, String> look() {
        Map<String, String> nodes = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dev, "video*")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String stamp = stamp(name);
                if (NAME.matcher(name).matches() && !stamp.isEmpty()) {
                    nodes.put(name, stamp);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return nodes;
        }
        return nodes;
    }

    /** What {@link #look()} says of a node; "" if it is not there. */
    String stamp(String name) {
        Path file = dev.resolve(name);
        try {
            return Files.getAttribute(file, "unix:ino") + (isUsable(name) ? " usable" : DENIED);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Files.exists(file) ? "there" : "";
        }
    }

    private boolean isUsable(String name) {
        return Files.isReadable(dev.resolve(name)) && Files.isWritable(dev.resolve(name));
    }

    /** Whether it could not be read at that look. Asked now it might have gone since, which is no lack of permission. */
    static boolean isDenied(String stamp) {
        return stamp.endsWith(DENIED);
    }

    static int number(String name) {
        return Integer.parseInt(name.substring("video".length()));
    }
}
