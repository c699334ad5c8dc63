package org.obscura.camera.shell;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;

/** What a word may mean that names a device or a backend. */
final class DeviceTargets {

    /**
     * A device, a backend, or anything.
     *
     * @param name for people
     * @param filter the LDAP filter on service properties; null for anything
     * @param fits whether a device is meant
     * @param words by which it can be named, the exact ones first
     */
    record Target(String name, String filter, Predicate<DeviceInfo> fits, List<String> words) {
    }

    private static final Target ANY = new Target("any device", null, device -> true, List.of("any"));
    private final Devices devices;

    DeviceTargets(Devices devices) {
        this.devices = devices;
    }

    /** Finds an id, name or backend in full, else the only one that begins so. */
    Target find(String word) {
        if (word.equals("any")) {
            return ANY;
        }
        List<Target> all = all();
        String lower = word.toLowerCase(Locale.ROOT);
        List<Target> found = matching(all, word::equals);
        if (found.isEmpty()) {
            found = matching(all, name -> name.equalsIgnoreCase(word));
        }
        if (found.isEmpty()) {
            found = matching(all, name -> name.toLowerCase(Locale.ROOT).startsWith(lower));
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new IllegalArgumentException(
                found.isEmpty() ? "There is no device or backend '" + word + "'; there are " + names()
                        : "'" + word + "' can be " + names(found) + "; write more of it, or the id");
    }

    /** Returns the names of all devices and backends, for a message. */
    String names() {
        return names(all()) + ", and any";
    }

    private static List<Target> matching(List<Target> all, Predicate<String> name) {
        return all.stream().filter(target -> target.words().stream().anyMatch(name)).toList();
    }

    private static String names(List<Target> targets) {
        return targets.stream().map(Target::name).collect(Collectors.joining(", "));
    }

    private List<Target> all() {
        List<Target> all = new ArrayList<>();
        Set<String> backends = new LinkedHashSet<>();
        devices.backends().forEach(backend -> backends.add(backend.name()));
        for (Devices.Entry entry : devices.devices()) {
            DeviceInfo info = entry.info();
            backends.add(info.backend());
            all.add(new Target(info.id(), filter(CameraDevice.DEVICE_ID, info.id()), device -> device.id().equals(info.id()),
                    List.of(info.id(), info.displayName(), afterColon(info.id()))));
        }
        for (String backend : backends) {
            all.add(new Target(backend, filter(CameraBackend.BACKEND, backend), device -> device.backend().equals(backend),
                    List.of(backend)));
        }
        return all;
    }

    /** Returns the id without the backend's name, which alone would mean the backend. */
    private static String afterColon(String id) {
        return id.substring(id.indexOf(':') + 1);
    }

    private static String filter(String property, String value) {
        return "(" + property + "=" + escape(value) + ")";
    }

    /** Returns a value as it must stand in an LDAP filter. */
    static String escape(String value) {
        return value.replaceAll("[\\\\*()]", "\\\\$0");
    }
}
