package org.obscura.camera.web.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.osgi.service.log.Logger;

/** Answers requests by the route that matches. Nothing that a route throws reaches the server. */
public final class Site {
    private static final Map<String, String> HEADERS = headers();

    private final Guard guard;
    private final List<Route> routes;
    private final Logger log;

    public Site(Guard guard, List<Route> routes, Logger log) {
        this.guard = guard;
        this.routes = List.copyOf(routes);
        this.log = log;
    }

    private static Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                + " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        return headers;
    }

    public List<Route> routes() {
        return routes;
    }

    /** Answers a request. Throws only what says that the client has left. */
    public void serve(Exchange exchange) throws IOException {
        HEADERS.forEach(exchange::setHeader);
        Exchange served = exchange.method().equals("HEAD") ? new HeadExchange(exchange) : exchange;
        try {
            answer(served);
        } catch (HttpException e) {
            problem(served, e);
        } catch (IllegalArgumentException e) {
            problem(served, new HttpException(422, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (RuntimeException | Error e) {
            log.error("{} {} failed", exchange.method(), exchange.path(), e);
            problem(served, new HttpException(500, "The request failed; the log says more"));
        }
    }

    private void answer(Exchange exchange) throws IOException, HttpException, InterruptedException {
        User user = guard.admit(exchange);
        String[] segments = exchange.path().split("/", -1);
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : routes) {
            Map<String, String> values = route.match(segments);
            if (values != null && route.method().equals(exchange.method())) {
                if (!user.role().includes(route.role())) {
                    throw new HttpException(403,
                            "The user " + user.name() + " has the role " + user.role() + "; this needs " + route.role());
                }
                route.handler().handle(new Call(exchange, values, user));
                return;
            }
            if (values != null) {
                methods.add(route.method());
                if (route.method().equals("GET")) {
                    methods.add("HEAD");
                }
            }
        }
        if (methods.isEmpty()) {
            throw new HttpException(404, "There is no " + exchange.path() + "; see api/openapi.json");
        }
        throw new HttpException(405, exchange.method() + " is not possible for " + exchange.path() + "; possible: " + methods)
                .withHeader("Allow", String.join(", ", methods));
    }

    private static void problem(Exchange exchange, HttpException e) throws IOException {
        e.headers().forEach(exchange::setHeader);
        exchange.setHeader("Cache-Control", "no-store");
        byte[] body = (JsonText.of(e.problem()) + "\n").getBytes(StandardCharsets.UTF_8);
        try (var out = exchange.begin(e.status(), "application/problem+json", body.length)) {
            out.write(body);
        }
    }
}
