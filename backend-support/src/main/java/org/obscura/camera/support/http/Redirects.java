package org.obscura.camera.support.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.config.HostAndPort;
import org.obscura.camera.support.credentials.Credentials;
import org.obscura.camera.support.text.Printable;

/** The redirects of one request. A few are followed on the same host, since the password is for that alone. For one thread. */
final class Redirects {
    private static final int MOST = 3;
    private static final int LONGEST = 200;

    private final HttpClient client;
    private final List<URI> addresses = new ArrayList<>();

    Redirects(HttpClient client, URI first) {
        this.client = client;
        addresses.add(first);
    }

    /** Returns the address that the last request went to. */
    URI last() {
        return addresses.get(addresses.size() - 1);
    }

    /** Returns the path of the last address, without a query. */
    String path() {
        return Printable.of(shortened(clean(path(last()))));
    }

    private static String path(URI uri) {
        return uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }

    /**
     * Follows a redirect.
     *
     * @param location the header of the answer; "" if there is none
     * @return where the next request goes
     * @throws CameraException {@code FAILED} if it must not go there
     */
    URI follow(String location) throws CameraException {
        URI from = last();
        if (location.isEmpty()) {
            throw failure("redirects from " + shown(from) + " without an address; check 'url'");
        }
        URI to;
        try {
            URI base = from.getRawPath().isEmpty() ? from.resolve("/") : from;
            to = base.resolve(location);
        } catch (IllegalArgumentException e) {
            throw failure("redirects from " + shown(from) + " to a text that is no address; correct 'url'");
        }
        boolean http = "http".equalsIgnoreCase(to.getScheme());
        boolean https = "https".equalsIgnoreCase(to.getScheme());
        if (!http && !https) {
            throw failure("redirects to " + shown(to) + ", which is no http or https address and is not followed; check 'url'");
        }
        boolean sameHost = to.getHost() != null && to.getHost().equalsIgnoreCase(from.getHost());
        if (!sameHost || http && "https".equalsIgnoreCase(from.getScheme())) {
            throw failure("redirects to " + shown(to) + (sameHost ? ", which is not encrypted" : ", which is another host")
                    + "; set 'url' to that address if it is the right one");
        }
        String problem = HostAndPort.problem(to);
        if (!problem.isEmpty()) {
            throw failure("redirects to " + shown(to) + ", which " + problem + "; correct 'url'");
        }
        boolean visited = addresses.contains(to);
        addresses.add(to);
        if (visited) {
            throw failure("redirects in a loop: " + all() + ". Such pages wait for a login or a cookie; 'url' must be the address of "
                    + "what is needed itself");
        }
        if (addresses.size() > MOST + 1) {
            throw failure("redirects more than " + MOST + " times: " + all() + "; set 'url' to the last address if it is the right one");
        }
        return to;
    }

    private String all() {
        return "from " + addresses.stream().map(this::shown).collect(Collectors.joining(" to "));
    }

    private CameraException failure(String clause) {
        return new CameraException(Reason.FAILED, client.peer() + " " + clause);
    }

    /** Returns an address without user name, password and query. */
    private String shown(URI uri) {
        String text;
        if (uri.isOpaque()) {
            text = uri.getScheme() + ":...";
        } else {
            String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority().replaceFirst(".*@", "");
            text = uri.getScheme() + "://" + authority
                    + (client.secretPath() ? "/..." : uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?..."));
        }
        return Printable.of(shortened(clean(text)));
    }

    private String clean(String text) {
        return Credentials.clean(text, client.authentication().credentials());
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }
}
