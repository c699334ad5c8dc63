package org.obscura.camera.web.access;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.obscura.camera.web.http.Exchange;
import org.obscura.camera.web.http.Guard;
import org.obscura.camera.web.http.HttpException;
import org.obscura.camera.web.http.User;
import org.osgi.service.log.Logger;

/**
 * Admits requests: the host must be one of ours, which stops DNS rebinding; a page of another site may only link to ours, which stops
 * forged requests; then the user is authenticated.
 */
public final class RequestGuard implements Guard {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> hosts;
    private final Authentication authentication;
    private final Logger log;

    /** Creates a guard; {@code hosts} are names beside those of the loopback, in any case and without a port. */
    public RequestGuard(List<String> hosts, Realm realm, Logger log) {
        this.hosts = Stream.concat(LOOPBACK.stream(), hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
        this.authentication = new Authentication(realm);
        this.log = log;
    }

    @Override
    public User admit(Exchange exchange) throws HttpException {
        try {
            checkHost(exchange);
            checkOrigin(exchange);
            return authentication.authenticate(exchange);
        } catch (HttpException e) {
            log.info("{} {} from {} refused: {} {}", exchange.method(), exchange.path(), exchange.remote(), e.status(), e.getMessage());
            throw e;
        }
    }

    private void checkHost(Exchange exchange) throws HttpException {
        String host = exchange.header("Host");
        String name = host == null ? "" : host.replaceFirst(":\\d{1,5}$", "").toLowerCase(Locale.ROOT);
        if (!hosts.contains(name)) {
            throw new HttpException(421, "The host '" + name + "' is not configured (hosts)");
        }
    }

    private static void checkOrigin(Exchange exchange) throws HttpException {
        boolean safe = exchange.method().equals("GET") || exchange.method().equals("HEAD");
        String site = exchange.header("Sec-Fetch-Site");
        if (site != null) {
            boolean link = safe && "navigate".equals(exchange.header("Sec-Fetch-Mode"))
                    && "document".equals(exchange.header("Sec-Fetch-Dest"));
            if (exchange.isFromOtherSite() && !link) {
                throw new HttpException(403, "The request comes from another site (Sec-Fetch-Site: " + site + ")");
            }
        } else if (exchange.header("Origin") != null && !isSame(exchange.header("Origin"), exchange.header("Host"))) {
            throw new HttpException(403, "The request comes from another site (Origin)");
        }
    }

    private static boolean isSame(String origin, String host) {
        try {
            return host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false; // such as "null", of a sandboxed page
        }
    }
}
