package org.obscura.camera.support.linux;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files {@code /dev/videoN}: which exist, and whether they may be used. A look at them opens no device. */
public final class VideoNodes {
    private static final String PREFIX = "video";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,4})");
    private static final String DENIED = " denied";

    private final Path dev;

    /**
     * Makes a view of a folder.
     *
     * @param dev usually {@code /dev}
     */
    public VideoNodes(Path dev) {
        this.dev = dev;
    }

    /**
     * Returns the folder.
     *
     * @return usually {@code /dev}
     */
    public Path folder() {
        return dev;
    }

    /**
     * Returns the path of a node.
     *
     * @param name such as {@code video0}
     * @return such as {@code /dev/video0}
     */
    public String path(String name) {
        return dev.resolve(name).toString();
    }

    /**
     * Lists the nodes that exist.
     *
     * @return the name of each, by number, with its {@link #stamp(String)}
     */
    public Map<String, String> look() {
        Map<String, String> nodes = new TreeMap<>(Comparator.comparingInt(VideoNodes::number));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dev, PREFIX + "*")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (isName(name)) {
                    String stamp = stamp(name);
                    if (!stamp.isEmpty()) {
                        nodes.put(name, stamp);
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return nodes;
        }
        return nodes;
    }

    /**
     * Returns what changes when a node is made again or its permissions change.
     *
     * @param name such as {@code video0}
     * @return "" if it is not there
     */
    public String stamp(String name) {
        Path file = dev.resolve(name);
        try {
            return Files.getAttribute(file, "unix:ino") + " " + Files.getAttribute(file, "unix:rdev")
                    + (isUsable(file) ? " usable" : DENIED);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Files.exists(file) ? "there" : "";
        }
    }

    private static boolean isUsable(Path file) {
        return Files.isReadable(file) && Files.isWritable(file);
    }

    /**
     * Returns whether a node could not be used when it was looked at.
     *
     * @param stamp of the node
     * @return whether there was no permission
     */
    public static boolean isDenied(String stamp) {
        return stamp.endsWith(DENIED);
    }

    /** Returns whether a file name is that of a video node. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Returns the number of a node.
     *
     * @param name such as {@code video0}
     * @return such as 0
     */
    public static int number(String name) {
        return Integer.parseInt(name.substring(PREFIX.length()));
    }
}
