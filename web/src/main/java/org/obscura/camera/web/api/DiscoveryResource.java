package org.obscura.camera.web.api;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

import org.obscura.camera.spi.CameraDiscovery;
import org.obscura.camera.spi.DiscoveredCamera;
import org.obscura.camera.support.discovery.CameraSearch;
import org.obscura.camera.web.camera.CameraSource;
import org.obscura.camera.web.http.Call;
import org.obscura.camera.web.http.HttpException;
import org.obscura.camera.web.http.Role;
import org.obscura.camera.web.http.Route;
import org.osgi.service.cm.ConfigurationAdmin;

/** The search for cameras in the network, and the configuration of one that was found. A search configures nothing. */
final class DiscoveryResource implements Resource {
    private static final String DISCOVERY = "/api/discovery";
    private static final Duration MIN_WAIT = Duration.ofMillis(100);
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(3);
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final CameraSource source;
    private final Semaphore searches = new Semaphore(1);
    /** What the last search has found, by address: a client cannot configure an address of its own. */
    private Map<String, DiscoveredCamera> found = Map.of();

    DiscoveryResource(CameraSource source) {
        this.source = source;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("POST", DISCOVERY, Role.CONFIGURE, this::search),
                new Route("POST", DISCOVERY + "/configurations", Role.CONFIGURE, this::configure));
    }

    private void search(Call call) throws IOException, HttpException, InterruptedException {
        Duration wait = wait(new Fields(call.body(), Set.of("wait")));
        List<CameraDiscovery> discoveries = source.discoveries();
        if (discoveries.isEmpty()) {
            throw new HttpException(503, CameraSearch.UNAVAILABLE);
        }
        if (!searches.tryAcquire()) {
            throw new HttpException(503, "Another search is running; try again when it has ended").withHeader("Retry-After", "3");
        }
        List<DiscoveredCamera> cameras;
        try {
            cameras = CameraSearch.search(discoveries, wait);
        } catch (IOException e) {
            throw new HttpException(503, e.getMessage());
        } finally {
            searches.release();
        }
        Map<String, DiscoveredCamera> byAddress = new LinkedHashMap<>();
        cameras.forEach(camera -> byAddress.putIfAbsent(camera.address(), camera));
        synchronized (this) {
            found = byAddress;
        }
        call.json(200, Map.of("cameras", byAddress.values().stream().map(DiscoveryResource::describe).toList()));
    }

    private static Duration wait(Fields fields) throws HttpException {
        Duration wait = fields.duration("wait");
        if (wait == null) {
            return DEFAULT_WAIT;
        }
        if (wait.compareTo(MIN_WAIT) < 0 || wait.compareTo(MAX_WAIT) > 0) {
            throw new HttpException(400, "wait is '" + fields.text("wait") + "'; it must be from 100ms to 10s");
        }
        return wait;
    }

    private void configure(Call call) throws IOException, HttpException {
        Fields fields = new Fields(call.body(), Set.of("address", "name"));
        String address = fields.text("address");
        String name = fields.text("name");
        if (address == null) {
            throw new HttpException(400, "address is absent; it must be the address of a camera that the last search has found");
        }
        ConfigurationAdmin admin = source.configurations()
                .orElseThrow(() -> new HttpException(503, "No Configuration Admin is active; install org.apache.felix.configadmin"));
        call.json(201, describe(configure(admin, address, name)));
    }

    /** Configures one at a time, so that two clients do not configure the same camera. */
    private synchronized DiscoveredCamera configure(ConfigurationAdmin admin, String address, String name) throws HttpException {
        DiscoveredCamera camera = found.get(address);
        if (camera == null) {
            throw new HttpException(404, "The last search has found no camera with the address '" + address + "'; search again");
        }
        try {
            DiscoveredCamera configured = CameraSearch.configure(admin, camera, name == null ? CameraSearch.suggestedName(camera) : name);
            found.put(address, configured);
            return configured;
        } catch (IOException e) {
            throw new HttpException(503, "The configuration cannot be stored: " + e.getMessage());
        }
    }

    private static Map<String, Object> describe(DiscoveredCamera camera) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("address", camera.address());
        all.put("name", camera.name());
        all.put("model", camera.model());
        all.put("configuration", CameraSearch.pid(camera));
        all.put("suggestedName", CameraSearch.suggestedName(camera));
        return all;
    }
}
