package org.obscura.camera.support.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** What the Linux kernel tells of video nodes below {@code /sys/class/video4linux}. */
public final class Sysfs {
    private static final String FIRST_INTERFACE = "00";
    /** Characters of a name that a kernel may have cut. */
    private static final int LONGEST_NAME = 31;

    private final Path nodes;

    /**
     * Makes a view of a folder.
     *
     * @param nodes usually {@code /sys/class/video4linux}
     */
    public Sysfs(Path nodes) {
        this.nodes = nodes;
    }

    /**
     * Lists the video nodes that the kernel has.
     *
     * @return the name of each, such as {@code video0}, in any order; empty where the folder cannot be read
     */
    public Set<String> nodes() {
        Set<String> names = new HashSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(nodes, entry -> VideoNodes.isName(entry.getFileName().toString()))) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (IOException | DirectoryIteratorException e) {
            return Set.of();
        }
        return names;
    }

    /**
     * Identifies a node.
     *
     * @param node its name, such as {@code video0}
     * @param name what the driver calls the camera
     * @return what is known; where the kernel tells nothing, the name of the node
     */
    public Identity identify(String node, String name) {
        Path dir = nodes.resolve(node);
        String kernelName = text(dir.resolve("name"));
        String shown = once(kernelName.isEmpty() ? name : kernelName);
        Path device = real(dir.resolve("device"));
        if (device == null) {
            return new Identity(node, "", shown, "", "");
        }
        int index = number(text(dir.resolve("index")));
        Path usb = usb(device);
        if (usb == null) {
            String key = Identity.clean(device.getFileName().toString()) + (index == 0 ? "" : "-" + index);
            return new Identity(key, "", shown, "", "");
        }
        return usb(device, usb, index, shown);
    }

    /**
     * Returns whether two nodes are of the same function of one device, such as a camera's node for images and that for metadata.
     *
     * @param node such as {@code video1}
     * @param other such as {@code video0}
     * @return whether they are
     */
    public boolean isSameDevice(String node, String other) {
        Path device = real(nodes.resolve(node).resolve("device"));
        return device != null && device.equals(real(nodes.resolve(other).resolve("device")));
    }

    private static Identity usb(Path device, Path usb, int index, String name) {
        String model = "usb-" + text(usb.resolve("idVendor")) + "-" + text(usb.resolve("idProduct"));
        String serial = text(usb.resolve("serial"));
        String port = Identity.clean(usb.getFileName().toString());
        String interfaceNumber = text(device.resolve("bInterfaceNumber"));
        // a camera for colours and one for infrared can share a plug
        String part = (interfaceNumber.isEmpty() || interfaceNumber.equals(FIRST_INTERFACE) ? "" : "-if" + interfaceNumber)
                + (index == 0 ? "" : "-" + index);
        String key = model + "-" + (serial.isEmpty() ? "port-" + port : serial) + part;
        return new Identity(Identity.clean(key), port, name, text(usb.resolve("manufacturer")),
                text(usb.resolve("product")));
    }

    /** Returns a name without its repetition: the driver puts those of the product and of the function side by side, often the same. */
    private static String once(String name) {
        String[] parts = name.split(": ", 2);
        boolean isCut = name.length() >= LONGEST_NAME;
        return parts.length == 2 && (isCut ? parts[0].startsWith(parts[1]) : parts[0].equals(parts[1])) ? parts[0] : name;
    }

    /** Returns the USB device that an interface belongs to, or null. */
    private static Path usb(Path device) {
        for (Path p = device; p != null; p = p.getParent()) {
            if (Files.exists(p.resolve("idVendor"))) {
                return p;
            }
        }
        return null;
    }

    private static Path real(Path link) {
        try {
            return link.toRealPath();
        } catch (IOException e) {
            return null;
        }
    }

    private static String text(Path file) {
        try {
            return Files.isRegularFile(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip() : "";
        } catch (IOException e) {
            return ""; // the camera has just gone
        }
    }

    private static int number(String text) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }
}
