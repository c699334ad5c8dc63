package org.obscura.camera.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;

import org.junit.jupiter.api.Test;
import org.obscura.camera.web.WebFixture;

/** The search for cameras by the HTTP API. */
class DiscoveryTest extends WebTestBase {
    private static final String SEARCH = "/api/discovery";
    private static final String CONFIGURATIONS = SEARCH + "/configurations";
    private static final String GATE = "{\"address\": \"http://10.0.0.7/onvif\"}";

    private JsonArray search() throws Exception {
        HttpResponse<String> response = web.send("POST", SEARCH, "");
        assertEquals(200, response.statusCode(), response.body());
        return WebFixture.json(response).getArray("cameras");
    }

    private String refused(int status, String path, String body) throws Exception {
        HttpResponse<String> response = web.send("POST", path, body);
        assertEquals(status, response.statusCode(), response.body());
        return WebFixture.json(response).getString("detail");
    }

    @Test
    void aSearchListsCamerasByTheirAddressesAndConfiguresNone() throws Exception {
        JsonArray cameras = search();
        assertEquals(2, cameras.size());
        JsonObject gate = cameras.getObject(0);
        assertEquals("http://10.0.0.7/onvif", gate.getString("address"));
        assertEquals("<b>South</b> Gate", gate.getString("name"));
        assertEquals("X-1", gate.getString("model"));
        assertEquals("", gate.getString("configuration"));
        assertEquals("org.obscura.camera.ip~door", cameras.getObject(1).getString("configuration"));
        assertEquals(Map.of(), web.configurations);
    }

    @Test
    void aCameraIsConfiguredOnRequestAndOnce() throws Exception {
        search();
        HttpResponse<String> configured = web.send("POST", CONFIGURATIONS, GATE.replace("}", ", \"name\": \"gate\"}"));
        assertEquals(201, configured.statusCode(), configured.body());
        assertEquals("org.obscura.camera.ip~gate", WebFixture.json(configured).getString("configuration"));
        assertEquals(Map.of("org.obscura.camera.ip~gate", Map.of("type", "onvif", "url", "http://10.0.0.7/onvif")), web.configurations);
        assertEquals("http://10.0.0.7/onvif is configured already, as org.obscura.camera.ip~gate", refused(422, CONFIGURATIONS, GATE));
        assertEquals("http://10.0.0.8/onvif is configured already, as org.obscura.camera.ip~door",
                refused(422, CONFIGURATIONS, GATE.replace("0.7", "0.8")));
        assertEquals(1, web.configurations.size());
    }

    @Test
    void aNameIsSuggestedAndNoConfigurationIsReplaced() throws Exception {
        assertEquals("b-south-b-gate", search().getObject(0).getString("suggestedName"));
        assertEquals(201, web.send("POST", CONFIGURATIONS, GATE).statusCode());
        assertEquals(Map.of("type", "onvif", "url", "http://10.0.0.7/onvif"),
                web.configurations.get("org.obscura.camera.ip~b-south-b-gate"));
        search(); // finds it without a configuration, as if another camera had taken the name
        assertEquals("The configuration org.obscura.camera.ip~b-south-b-gate exists already; choose another name",
                refused(422, CONFIGURATIONS, GATE));
        assertEquals("'../x' is not the name of a configuration; it must consist of letters, digits, '.', '_' and '-'",
                refused(422, CONFIGURATIONS, GATE.replace("}", ", \"name\": \"../x\"}")));
        assertEquals(1, web.configurations.size());
    }

    @Test
    void anAddressThatNoSearchHasFoundIsRefused() throws Exception {
        assertEquals("The last search has found no camera with the address 'http://10.0.0.7/onvif'; search again",
                refused(404, CONFIGURATIONS, GATE));
        search();
        assertEquals(404, web.send("POST", CONFIGURATIONS, GATE.replace("10.0.0.7", "169.254.169.254")).statusCode());
        assertEquals("address is absent; it must be the address of a camera that the last search has found",
                refused(400, CONFIGURATIONS, "{}"));
        assertEquals(Map.of(), web.configurations);
    }

    @Test
    void aSearchThatIsNotPossibleSaysWhy() throws Exception {
        assertEquals("wait is '1h'; it must be from 100ms to 10s", refused(400, SEARCH, "{\"wait\": \"1h\"}"));
        web.discoveries.set(0, limit -> {
            throw new IOException("No network of this machine can be searched");
        });
        assertEquals("No network of this machine can be searched", refused(503, SEARCH, ""));
        assertTrue(WebFixture.json(web.get("/api/devices")).getBoolean("discovery"));
        web.discoveries.clear();
        assertEquals("No bundle that searches for cameras is active; install org.obscura.camera.ip", refused(503, SEARCH, ""));
        assertFalse(WebFixture.json(web.get("/api/devices")).getBoolean("discovery"));
    }

    @Test
    void oneSearchRunsAtATime() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        web.discoveries.set(0, limit -> {
            running.countDown();
            end.await();
            return List.of();
        });
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> {
            try {
                return web.send("POST", SEARCH, "{\"wait\": \"200ms\"}").statusCode();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertTrue(running.await(WebFixture.PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals("Another search is running; try again when it has ended", refused(503, SEARCH, ""));
        end.countDown();
        assertEquals(200, first.get(WebFixture.PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
}
