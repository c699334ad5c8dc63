package org.obscura.camera.web.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;

import org.obscura.camera.web.http.Call;
import org.obscura.camera.web.http.HttpException;
import org.obscura.camera.web.http.Role;
import org.obscura.camera.web.http.Route;

/** The page with its scripts, the description of the API, and who the user is. */
final class PageResource implements Resource {
    /** Files beside the page. */
    private static final List<String> FILES = List.of("page.css", "icon.svg", "page.js", "api.js", "camera.js", "connections.js",
            "controls.js",
            "discovery.js", "dom.js", "gallery.js", "live.js", "status.js");
    /** Media types by suffix. */
    private static final Map<String, String> TYPES = Map.of("css", "text/css; charset=utf-8", "svg", "image/svg+xml", "js",
            "text/javascript; charset=utf-8");

    private final String version;

    PageResource(String version) {
        this.version = version;
    }

    @Override
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.add(new Route("GET", "/", Role.VIEW, call -> send(call, "index.html", "text/html; charset=utf-8")));
        for (String name : FILES) {
            String type = TYPES.get(name.substring(name.indexOf('.') + 1));
            routes.add(new Route("GET", "/" + name, Role.VIEW, call -> send(call, name, type)));
        }
        routes.add(new Route("GET", "/api/openapi.json", Role.VIEW, call -> send(call, "openapi.json", "application/json")));
        routes.add(new Route("GET", "/api/session", Role.NONE, this::session));
        return routes;
    }

    private void send(Call call, String name, String type) throws IOException, HttpException {
        byte[] content;
        try (InputStream in = PageResource.class.getResourceAsStream("/org/obscura/camera/web/page/" + name)) {
            if (in == null) {
                throw new HttpException(404, "There is no " + name);
            }
            content = in.readAllBytes();
        }
        CRC32 sum = new CRC32();
        sum.update(content);
        String tag = "\"" + Long.toHexString(sum.getValue()) + "\"";
        call.exchange().setHeader("Cache-Control", "no-cache");
        if (!call.unchanged(tag)) {
            call.bytes(200, type, content);
        }
    }

    private void session(Call call) throws IOException {
        call.json(200, Map.of("user", call.user().name(), "role", call.user().role().name().toLowerCase(Locale.ROOT), "version", version));
    }
}
