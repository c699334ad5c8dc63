package org.obscura.camera.support.linux;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Names the cameras of a backend. The order in which they are connected does not change their names: where several cameras have one key,
 * since some makers give all the same serial number, each has its port in its name, until the bundle stops. Any thread may call it.
 */
public final class CameraIds {
    private final String backend;
    private final Sysfs sysfs;
    /** Keys that several cameras had at one time. They stay here: a camera keeps its name when its twin is disconnected. */
    @GuardedBy("this")
    private final Set<String> shared = new HashSet<>();

    /**
     * Makes one that knows no camera.
     *
     * @param backend the name of the backend, with which each id begins
     * @param sysfs what the kernel says of the cameras
     */
    public CameraIds(String backend, Sysfs sysfs) {
        this.backend = backend;
        this.sysfs = sysfs;
    }

    /** Looks which of the nodes that the kernel has now share a key. */
    public synchronized void look() {
        Set<String> keys = new HashSet<>();
        for (String node : sysfs.nodes()) {
            String key = sysfs.identify(node, "").key();
            if (!keys.add(key)) {
                shared.add(key);
            }
        }
    }

    /**
     * Returns the id of a camera, as of the last look.
     *
     * @param identity of the camera
     * @param node its node, such as {@code video0}
     * @return such as {@code v4l2:usb-046d-0825-8B2C41A0}, or {@code v4l2:usb-046d-0825-8B2C41A0-port-1-2} if another camera has that
     *         serial number
     */
    public synchronized String id(Identity identity, String node) {
        String id = shortId(identity);
        if (!shared.contains(identity.key())) {
            return id;
        }
        return id + "-" + (identity.port().isEmpty() ? node : "port-" + identity.port());
    }

    private String shortId(Identity identity) {
        return backend + ":" + identity.key();
    }

    /**
     * Returns whether a filter selects a camera by its name or its id. With its port in its id, a camera is selected by a filter for the id
     * without it as well.
     *
     * @param filter finds a part of the name or the id
     * @param identity of the camera
     * @param id its id
     */
    public boolean isSelected(Pattern filter, Identity identity, String id) {
        return Stream.of(identity.name(), id, shortId(identity)).anyMatch(filter.asPredicate());
    }
}
