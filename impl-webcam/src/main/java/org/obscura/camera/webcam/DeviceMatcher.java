package org.obscura.camera.webcam;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.DeviceInfo.Position;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.obscura.camera.support.linux.CameraIds;
import org.obscura.camera.support.linux.Identity;
import org.obscura.camera.support.linux.NodeUsers;
import org.obscura.camera.support.linux.Sysfs;
import org.obscura.camera.support.linux.VideoNodes;
import org.obscura.camera.support.text.Printable;

/** Matches the result of a scan with the known devices, and finds what is missing. */
final class DeviceMatcher {
    /** The natives look at no node beyond this one. */
    private static final int LAST_NODE = 15;
    private static final int FIELDS = 3;
    /** As the child process chooses. */
    private static final long PREFERRED = 1280 * 720;
    /** Of an image that may be true. */
    static final long MAX_PIXELS = 100_000_000;
    private static final int MAX_NAME = 200;

    private final Settings settings;
    private final Sysfs sysfs;
    private final CameraIds ids;
    private final VideoNodes nodes;

    /**
     * The devices, and the status of the backend.
     *
     * @param listed how many devices the driver listed, with those that are left out
     */
    record Result(List<FoundDevice> cameras, int listed, BackendState state, String reason) {
    }

    /** @param nodes the device nodes, or null where there are none */
    DeviceMatcher(Settings settings, Sysfs sysfs, CameraIds ids, VideoNodes nodes) {
        this.settings = settings;
        this.sysfs = sysfs;
        this.ids = ids;
        this.nodes = nodes;
    }

    Result match(List<String> listed, Map<String, String> stamps, Collection<FoundDevice> known) {
        List<FoundDevice> cameras = new ArrayList<>();
        Set<String> listedNodes = new HashSet<>();
        List<String> problems = new ArrayList<>();
        Set<String> used = new HashSet<>();
        ids.look();
        for (int i = 0; i + FIELDS <= listed.size(); i += FIELDS) {
            String driverId = listed.get(i);
            if (driverId.isEmpty()) {
                problems.add(shown(listed.get(i + 1))); // a device that the driver cannot describe
                continue;
            }
            String node = nodes == null ? "" : driverId.substring(driverId.lastIndexOf('/') + 1);
            String stamp = stamps.getOrDefault(node, "");
            listedNodes.add(node);
            String name = shown(listed.get(i + 1));
            Identity identity = nodes == null ? plain(driverId, name) : sysfs.identify(node, name);
            DeviceInfo info = new DeviceInfo(distinct(ids.id(identity, node), used), identity.name(), Settings.BACKEND,
                    Position.UNSPECIFIED, 0,
                    identity.manufacturer(), identity.model());
            FoundDevice same = known.stream().filter(k -> k.driverId().equals(driverId) && k.stamp().equals(stamp)
                    && k.info().id().equals(info.id())).findFirst().orElse(null);
            if (same != null) {
                cameras.add(same);
                sizes(same.info(), listed.get(i + 2), problems); // what is wrong with it still is
                continue;
            }
            if (ids.isSelected(settings.nameFilter(), identity, info.id())) {
                cameras.add(
                        new FoundDevice(info, driverId, node, identity.port(), stamp, sizes(info, listed.get(i + 2), problems), List.of()));
            }
        }
        problems.addAll(missing(stamps, listedNodes));
        String reason = String.join(". ", problems);
        return new Result(cameras, listed.size() / FIELDS,
                reason.isEmpty() ? BackendState.OK : cameras.isEmpty() ? BackendState.UNAVAILABLE : BackendState.DEGRADED,
                reason);
    }

    /** Returns an id, with a number if the driver lists another device of that name before. */
    private static String distinct(String id, Set<String> used) {
        String distinct = id;
        for (int n = 2; !used.add(distinct); n++) {
            distinct = id + "-" + n;
        }
        return distinct;
    }

    private static Identity plain(String driverId, String name) {
        String key = Identity.clean(driverId);
        return new Identity(key, "", name, "", "");
    }

    /**
     * Returns the sizes, first the one that the device chooses by itself, then the others, the largest first. Impossible sizes are left
     * out.
     */
    private static List<Resolution> sizes(DeviceInfo info, String text, List<String> problems) {
        List<Resolution> sizes = new ArrayList<>();
        for (String each : text.isEmpty() ? new String[0] : text.split(",")) {
            try {
                Resolution size = Resolution.parse(each);
                if (pixels(size) > MAX_PIXELS) {
                    problems.add(info.displayName() + " lists the size " + size + ", which is too large, so it is left out");
                } else if (!sizes.contains(size)) {
                    sizes.add(size);
                }
            } catch (IllegalArgumentException e) {
                problems.add(info.displayName() + " lists the size " + shown(each) + ", which is none, so it is left out");
            }
        }
        sizes.sort(Comparator.comparingLong(DeviceMatcher::pixels).reversed());
        sizes.stream().filter(size -> pixels(size) <= PREFERRED).findFirst().ifPresent(preferred -> {
            sizes.remove(preferred);
            sizes.add(0, preferred);
        });
        return List.copyOf(sizes);
    }

    private static String shown(String text) {
        return Printable.of(text.length() > MAX_NAME ? text.substring(0, MAX_NAME) + "..." : text);
    }

    static long pixels(Resolution size) {
        return (long) size.width() * size.height();
    }

    /** Returns why the natives did not list some of the nodes. */
    private static List<String> missing(Map<String, String> there, Set<String> listed) {
        List<String> reasons = new ArrayList<>();
        List<String> beyond = there.keySet().stream().filter(n -> VideoNodes.number(n) > LAST_NODE).collect(Collectors.toList());
        if (!beyond.isEmpty()) {
            reasons.add("/dev/" + String.join(", /dev/", beyond) + ": webcam-capture looks no further than /dev/video" + LAST_NODE
                    + ". Unplug others and reconnect that device, or use another driver of the library");
        }
        String[] denied = there.keySet().stream().filter(n -> !listed.contains(n) && VideoNodes.number(n) <= LAST_NODE
                && VideoNodes.isDenied(there.get(n))).sorted(Comparator.comparingInt(VideoNodes::number)).map(n -> "/dev/" + n)
                .toArray(String[]::new);
        if (denied.length > 0) {
            reasons.add(NodeUsers.denied(denied));
        }
        return reasons;
    }
}
