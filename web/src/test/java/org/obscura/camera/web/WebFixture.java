package org.obscura.camera.web;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;

import org.obscura.camera.Camera;
import org.obscura.camera.spi.CameraDiscovery;
import org.obscura.camera.spi.DiscoveredCamera;
import org.obscura.camera.support.device.BackendReport;
import org.obscura.camera.testing.TestCamera;
import org.obscura.camera.web.access.RequestGuard;
import org.obscura.camera.web.access.Users;
import org.obscura.camera.web.api.WebApi;
import org.obscura.camera.web.camera.CameraSource;
import org.obscura.camera.web.camera.CaptureFollower;
import org.obscura.camera.web.camera.EventLog;
import org.obscura.camera.web.camera.Gallery;
import org.obscura.camera.web.http.Site;
import org.obscura.camera.web.server.JdkServer;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.log.Logger;

/** The site on the server of the JDK, over a test camera called default. */
public final class WebFixture implements AutoCloseable {
    /** How long what must come may take on a loaded machine. */
    public static final int PATIENCE_SECONDS = Integer.getInteger("test.timeout", 300);

    public final TestCamera camera;
    public final EventLog events = new EventLog();
    public final Gallery gallery = new Gallery(50);
    public final List<String> log = new CopyOnWriteArrayList<>();
    /** What searches for cameras: one search that finds a camera with a configuration and one without. */
    public final List<CameraDiscovery> discoveries = new CopyOnWriteArrayList<>(List.of(limit -> List.of(
            discovered("http://10.0.0.8/onvif", "Door", "door"), discovered("http://10.0.0.7/onvif", "<b>South</b> Gate", ""))));
    /** The configurations that were created, by their PIDs. */
    public final Map<String, Map<String, Object>> configurations = new ConcurrentHashMap<>();
    public final Site site;
    private final JdkServer server;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public WebFixture(Path folder, String... users) throws IOException {
        // a device that delivers nothing fails when a test says so, not when its time is over
        camera = TestCamera.configured("default", Map.of("directory", folder.toString(), "frame.timeout", "10m"));
        camera.addListener(new CaptureFollower(gallery, events));
        Logger logger = (Logger) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Logger.class},
                (proxy, method, arguments) -> {
                    if (arguments != null && arguments[0] instanceof String text) {
                        log.add(method.getName() + " " + text + (arguments.length > 1 ? " " + List.of((Object[]) arguments[1]) : ""));
                    }
                    return method.getReturnType() == boolean.class ? Boolean.TRUE : null;
                });
        site = new Site(new RequestGuard(List.of("gateway.local"), new Users(List.of(users)), logger),
                WebApi.routes(new Source(), gallery, events, 3, "1"), logger);
        server = new JdkServer(site, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "/obscura", 50, logger);
    }

    private static DiscoveredCamera discovered(String address, String name, String configuration) {
        return new DiscoveredCamera(address, name, "X-1", configuration, "org.obscura.camera.ip", Map.of("url", address, "type", "onvif"));
    }

    private Object administrate(String method, Object[] arguments) {
        if (method.equals("listConfigurations")) {
            return configurations.keySet().stream()
                    .map(pid -> proxy(Configuration.class, (get, none) -> new Hashtable<>(Map.of("service.pid", pid))))
                    .toArray(Configuration[]::new);
        }
        String pid = arguments[0] + "~" + arguments[1];
        return proxy(Configuration.class, (update, values) -> {
            Dictionary<?, ?> given = (Dictionary<?, ?>) values[0];
            Map<String, Object> copy = new TreeMap<>();
            given.keys().asIterator().forEachRemaining(key -> copy.put((String) key, given.get(key)));
            return configurations.put(pid, copy);
        });
    }

    /** Returns an object whose methods answer by their names and arguments. */
    public static <T> T proxy(Class<T> type, BiFunction<String, Object[], Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (self, method, arguments) -> answers.apply(method.getName(), arguments)));
    }

    private final class Source implements CameraSource {
        @Override
        public List<Camera> cameras() {
            return List.of(camera.camera());
        }

        @Override
        public List<Device> devices() {
            return List.of(new Device(camera.device().getInfo(), false));
        }

        @Override
        public List<BackendReport> backends() {
            return List.of();
        }

        @Override
        public List<CameraDiscovery> discoveries() {
            return discoveries;
        }

        @Override
        public Optional<ConfigurationAdmin> configurations() {
            return Optional.of(proxy(ConfigurationAdmin.class, WebFixture.this::administrate));
        }
    }

    public URI uri(String path) {
        return URI.create("http://localhost:" + server.port() + "/obscura" + path);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(PATIENCE_SECONDS));
    }

    public HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send(request(path).build());
    }

    public HttpResponse<byte[]> bytes(String path) throws Exception {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Begins to read a response that goes on. */
    public InputStream stream(String path) throws Exception {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofInputStream()).body();
    }

    /** Sends a JSON body; "" for none. */
    public HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest.Builder request = request(path);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return send(request.method(method, HttpRequest.BodyPublishers.ofString(body)).build());
    }

    public static JsonObject json(HttpResponse<String> response) throws Exception {
        return JsonParser.object().from(response.body());
    }

    public Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(PATIENCE_SECONDS * 1000);
        return socket;
    }

    /** Sends a request as it stands, and returns the response until the server closes the connection. */
    public String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** What a request must not change. */
    public Map<String, Object> state() {
        Camera c = camera.camera();
        return Map.of("status", c.getStatus(), "controls", c.getImageCapture().getControls(), "metadata", c.getImageCapture().getMetadata(),
                "resolution", String.valueOf(c.getImageCapture().getResolution()), "requested", c.getStatistics().requested(),
                "configurations", Map.copyOf(configurations));
    }

    @Override
    public void close() {
        events.close();
        server.close();
        camera.close();
    }
}
