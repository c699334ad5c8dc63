package org.obscura.camera.core;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the applications among the bundles that use a camera. */
final class CameraUsers {
    /** What the symbolic names of this project begin with: its bundles follow all cameras and need none of them. */
    private static final String OWN = "org.obscura.camera.";

    private CameraUsers() {
    }

    /**
     * Returns the applications, separated by commas; "" if there is none.
     *
     * @param symbolicNames the symbolic names of the using bundles
     */
    static String applications(Stream<String> symbolicNames) {
        return symbolicNames.filter(name -> !name.startsWith(OWN)).distinct().sorted().collect(Collectors.joining(", "));
    }
}
