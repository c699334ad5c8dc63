package org.obscura.camera.support.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may use a device node, and who does. */
public final class NodeUsers {
    private static final Set<PosixFilePermission> FOR_GROUP = Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE);

    private NodeUsers() {
    }

    /**
     * Finds the program that uses a node.
     *
     * @param node such as {@code /dev/video0}
     * @return its name and number; "" if none is seen, for example because it is another user's
     */
    public static String find(String node) {
        return find(Path.of("/proc"), node);
    }

    /** Prefers the program that has memory of the device mapped: it takes images, which others that have the node open need not do. */
    static String find(Path proc, String node) {
        String first = "";
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, node)) {
                    if (maps(process, node)) {
                        return name(process);
                    }
                    first = first.isEmpty() ? name(process) : first;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return first;
        }
        return first;
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip() + " (process " + process.getFileName() + ")";
        } catch (IOException e) {
            return ""; // it has ended
        }
    }

    private static boolean maps(Path process, String node) {
        try (Stream<String> lines = Files.lines(process.resolve("maps"), StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.endsWith(" " + node));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static boolean holds(Path process, String node) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : open) {
                if (Files.isSymbolicLink(descriptor) && Files.readSymbolicLink(descriptor).toString().equals(node)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return false; // it has ended, or is not to be seen
        }
        return false;
    }

    /**
     * Says what to do where there is no permission for nodes.
     *
     * @param nodes such as {@code /dev/video0}
     * @return sentences without the last full stop; "" for no nodes
     */
    public static String denied(String... nodes) {
        Map<String, List<String>> byRemedy = new LinkedHashMap<>();
        for (String node : nodes) {
            byRemedy.computeIfAbsent(remedy(Path.of(node)), remedy -> new ArrayList<>()).add(node);
        }
        return byRemedy.entrySet().stream().map(each -> "No permission for " + String.join(", ", each.getValue()) + ": " + each.getKey())
                .collect(Collectors.joining(". "));
    }

    private static String remedy(Path node) {
        String user = System.getProperty("user.name");
        try {
            PosixFileAttributes attributes = Files.readAttributes(node, PosixFileAttributes.class);
            return remedy(user, attributes.owner().getName(), attributes.group().getName(), attributes.permissions());
        } catch (IOException | UnsupportedOperationException e) {
            return "the user " + user + " needs it for reading and writing";
        }
    }

    static String remedy(String user, String owner, String group, Set<PosixFilePermission> permissions) {
        if (group.equals("root") || !permissions.containsAll(FOR_GROUP)) {
            return "only " + owner + " has it; a rule of udev gives cameras to a group, such as"
                    + " SUBSYSTEM==\"video4linux\", GROUP=\"video\", MODE=\"0660\"";
        }
        return "add the user " + user + " to the group " + group + " (usermod -aG " + group + " " + user
                + "), and start this program from a new login";
    }
}
