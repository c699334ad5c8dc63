package org.obscura.camera.webcam;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.obscura.camera.support.linux.Identity;
import org.obscura.camera.support.linux.NodeUsers;
import org.obscura.camera.support.linux.Sysfs;
import org.obscura.camera.support.linux.VideoNodes;

/** Makes cameras of what a scan tells: who is who, and what is missing. */
final class DeviceMatcher {
    /** The natives look at no node beyond. */
    private static final int LAST_NODE = 15;
    private static final int FIELDS = 3;
    /** As the child chooses. */
    private static final long PREFERRED = 1280 * 720;

    private final Settings settings;
    private final Sysfs sysfs;
    private final VideoNodes nodes;

    /** The cameras, and how the backend is doing. */
    record Result(List<FoundDevice> cameras, BackendState state, String reason) {
    }

    /** @param nodes the device nodes, or null */
    DeviceMatcher(Settings settings, Sysfs sysfs, VideoNodes nodes) {
        this.settings = settings;
        this.sysfs = sysfs;
        this.nodes = nodes;
    }

    Result take(List<String> listed, Map<String, String> stamps, Collection<FoundDevice> known) {
        List<FoundDevice> cameras = new ArrayList<>();
        Set<String> listedNodes = new HashSet<>();
        Set<String> ids = new HashSet<>();
        known.forEach(camera -> ids.add(camera.info().id()));
        for (int i = 0; i + FIELDS <= listed.size(); i += FIELDS) {
            String driverId = listed.get(i);
            String node = nodes == null ? "" : driverId.substring(driverId.lastIndexOf('/') + 1);
            String stamp = stamps.getOrDefault(node, "");
            listedNodes.add(node);
            FoundDevice same = known.stream().filter(k -> k.driverId().equals(driverId) && k.stamp().equals(stamp)).findFirst()
                    .orElse(null);
            if (same != null) {
                cameras.add(same);
                continue;
            }
            Identity identity = nodes == null ? plain(driverId, listed.get(i + 1)) : sysfs.identify(node, listed.get(i + 1));
            DeviceInfo info = info(identity, ids);
            if (settings.nameFilter().matcher(info.displayName()).find() || settings.nameFilter().matcher(info.id()).find()) {
                cameras.add(new FoundDevice(info, driverId, node, stamp, sizes(listed.get(i + 2))));
            }
        }
        String reason = missing(stamps, listedNodes);
        return new Result(cameras,
                reason.isEmpty() ? BackendState.OK : cameras.isEmpty() ? BackendState.UNAVAILABLE : BackendState.DEGRADED,
                reason);
    }

    private static Identity plain(String driverId, String name) {
        String key = Identity.clean(driverId);
        return new Identity(key, key, name, "", "");
    }

    private static DeviceInfo info(Identity identity, Set<String> ids) {
        String id = WebcamBackend.NAME + ":" + identity.key();
        if (!ids.add(id)) {
            // two of one kind, of which some makers give all the same serial number
            String base = id + "-" + identity.place();
            id = base;
            for (int n = 2; !ids.add(id); n++) {
                id = base + "-" + n;
            }
        }
        return new DeviceInfo(id, identity.name(), WebcamBackend.NAME, Position.UNSPECIFIED, 0, identity.manufacturer(), identity.model());
    }

    /** What is taken when the size is left to the camera comes first, then the others, the largest first. */
    private static List<Resolution> sizes(String text) {
        List<Resolution> sizes = Arrays.stream(text.split(",")).filter(size -> !size.isEmpty()).map(Resolution::parse).distinct()
                .sorted(Comparator.comparingLong(DeviceMatcher::pixels).reversed()).collect(Collectors.toCollection(ArrayList::new));
        sizes.stream().filter(size -> pixels(size) <= PREFERRED).findFirst().ifPresent(preferred -> {
            sizes.remove(preferred);
            sizes.add(0, preferred);
        });
        return List.copyOf(sizes);
    }

    private static long pixels(Resolution size) {
        return (long) size.width() * size.height();
    }

    /** Which nodes are there that the natives could not look at. */
    private static String missing(Map<String, String> there, Set<String> listed) {
        List<String> reasons = new ArrayList<>();
        List<String> beyond = there.keySet().stream().filter(n -> VideoNodes.number(n) > LAST_NODE).collect(Collectors.toList());
        if (!beyond.isEmpty()) {
            reasons.add("/dev/" + String.join(", /dev/", beyond) + ": webcam-capture looks no further than /dev/video" + LAST_NODE
                    + ". Unplug others and plug that camera in anew, or use another driver of the library");
        }
        there.forEach((n, stamp) -> {
            if (!listed.contains(n) && VideoNodes.number(n) <= LAST_NODE && VideoNodes.isDenied(stamp)) {
                reasons.add(NodeUsers.denied("/dev/" + n));
            }
        });
        return String.join(". ", reasons);
    }
}
