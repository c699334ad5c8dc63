package org.obscura.camera.support.config;

import java.net.URI;

import org.obscura.camera.support.text.Printable;

/** Checks host and port of an address. */
public final class HostAndPort {
    private static final int MOST_PORT = 65_535;

    private HostAndPort() {
    }

    /**
     * Fails if an address has no host, or a port that cannot exist, where it has a place for them.
     *
     * @param shown the address as messages show it
     * @param uri the address
     * @throws IllegalArgumentException with a clause that says what is wrong and what would be right
     */
    public static void check(String shown, URI uri) {
        String problem = problem(uri);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException(shown + " " + problem);
        }
    }

    /**
     * Finds what an address has in place of a host and a port that can exist.
     *
     * @param uri the address
     * @return a clause that says what it has, and what would be right; "" if nothing is wrong
     */
    public static String problem(URI uri) {
        if (uri.getHost() == null && uri.getRawAuthority() != null) {
            return "has '" + Printable.of(uri.getRawAuthority()) + "' in the place of host and port; a host is a name of letters, digits "
                    + "and hyphens, or an IP address (IPv6 in brackets, such as [fd00::20]); a port is a number from 1 to " + MOST_PORT;
        }
        return uri.getPort() == 0 || uri.getPort() > MOST_PORT
                ? "has the port " + uri.getPort() + "; it must be from 1 to " + MOST_PORT
                : "";
    }
}
