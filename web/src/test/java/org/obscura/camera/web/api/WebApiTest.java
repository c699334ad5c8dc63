package org.obscura.camera.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

import javax.imageio.ImageIO;

import com.grack.nanojson.JsonObject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.web.WebFixture;

/** The HTTP API over a camera with the real engine. */
class WebApiTest extends WebTestBase {
    private static final String CAMERA = "/api/cameras/default";

    private JsonObject take(String options) throws Exception {
        HttpResponse<String> response = web.send("POST", CAMERA + "/captures?wait", options);
        assertEquals(201, response.statusCode(), response.body());
        return WebFixture.json(response);
    }

    private static BufferedImage image(HttpResponse<byte[]> response) throws Exception {
        assertEquals(200, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
        return ImageIO.read(new ByteArrayInputStream(response.body()));
    }

    @Test
    void camerasAndDevicesAreListed() throws Exception {
        JsonObject camera = WebFixture.json(web.get("/api/cameras")).getArray("cameras").getObject(0);
        assertEquals("default", camera.getString("id"));
        assertEquals("ACTIVE", camera.getString("status"));
        assertEquals("", camera.getString("reason"));
        assertEquals(List.of("640x480"), camera.getArray("resolutions"));
        assertEquals(camera, WebFixture.json(web.get(CAMERA)));
        JsonObject device = WebFixture.json(web.get("/api/devices")).getArray("devices").getObject(0);
        assertEquals(List.of("default"), device.getArray("cameras"));
        HttpResponse<String> unknown = web.get("/api/cameras/frontt");
        assertEquals(404, unknown.statusCode());
        assertEquals("There is no camera 'frontt'; the only one is default", WebFixture.json(unknown).getString("detail"));
        assertEquals("application/problem+json", unknown.headers().firstValue("Content-Type").orElseThrow());
    }

    @Test
    void methodsOfAPathAreNamed() throws Exception {
        HttpResponse<String> response = web.send("OPTIONS", CAMERA, "");
        assertEquals(405, response.statusCode());
        assertEquals("GET, HEAD, PATCH", response.headers().firstValue("Allow").orElseThrow());
    }

    @Test
    void anUnknownParameterTakesNoImage() throws Exception {
        HttpResponse<String> misspelt = web.send("POST", CAMERA + "/captures?wiat", "{}");
        assertEquals(400, misspelt.statusCode());
        assertEquals("'wiat' is unknown; did you mean 'wait'?", WebFixture.json(misspelt).getString("detail"));
        assertEquals("'count' is unknown; known are wait",
                WebFixture.json(web.send("POST", CAMERA + "/captures?count=3", "{}")).getString("detail"));
        assertEquals(0, WebFixture.json(web.get(CAMERA + "/captures")).getArray("captures").size());
    }

    @Test
    void imageIsTakenListedAndDelivered() throws Exception {
        JsonObject capture = take("{\"metadata\": {\"Title\": \"Harbour\"}, \"location\": \"one.png\"}");
        assertEquals("SAVED", capture.getString("state"));
        String path = CAMERA + "/captures/" + capture.getInt("id");
        HttpResponse<byte[]> image = web.bytes(path + "/image");
        assertEquals("image/png", image.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(-1, java.util.Arrays.mismatch(Files.readAllBytes(folder.resolve("one.png")), image.body()));
        assertEquals(160, image(web.bytes(path + "/thumbnail?width=160")).getWidth());
        assertEquals("Harbour", WebFixture.json(web.get(path + "/metadata")).getString("Title"));
        assertEquals(capture, WebFixture.json(web.get(CAMERA + "/captures")).getArray("captures").getObject(0));
        assertEquals(640, image(web.bytes(CAMERA + "/still")).getWidth());
        String tag = image.headers().firstValue("ETag").orElseThrow();
        for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            assertEquals(304, web.send(web.request(path + "/image").header("If-None-Match", known).build()).statusCode(), known);
        }
        assertEquals(200, web.send(web.request(path + "/image").header("If-None-Match", "\"other\"").build()).statusCode());
        Files.delete(folder.resolve("one.png"));
        Files.createDirectory(folder.resolve("one.png"));
        assertEquals(410, web.get(path + "/image").statusCode());
        Files.delete(folder.resolve("one.png"));
        HttpResponse<String> gone = web.get(path + "/image");
        assertEquals(410, gone.statusCode());
        assertTrue(gone.body().contains("was deleted"));
    }

    @Test
    void captureIsAnsweredAtOnceAndFollowed() throws Exception {
        web.camera.device().manual();
        HttpResponse<String> accepted = web.send("POST", CAMERA + "/captures", "");
        assertEquals(202, accepted.statusCode());
        assertEquals("captures/1", accepted.headers().firstValue("Location").orElseThrow());
        assertEquals("WAITING", WebFixture.json(accepted).getString("state"));
        assertEquals(409, web.get(CAMERA + "/captures/1/image").statusCode());
        assertEquals(204, web.send("DELETE", CAMERA + "/captures/1", "").statusCode());
        web.camera.device().automatic();
        take("{}");
        JsonObject cancelled = WebFixture.json(web.get(CAMERA + "/captures/1"));
        assertEquals("CANCELLED", cancelled.getString("error"));
        assertEquals(409, web.send("DELETE", CAMERA + "/captures/1", "").statusCode());
        assertEquals(404, web.get(CAMERA + "/captures/99").statusCode());
    }

    @Test
    void failureIsAProblemWithTheErrorOfTheCapture() throws Exception {
        web.camera.device().fail(Reason.FAILED, "the lens is stuck");
        HttpResponse<String> failed = web.send("POST", CAMERA + "/captures?wait", "{}");
        assertEquals(503, failed.statusCode());
        JsonObject problem = WebFixture.json(failed);
        assertEquals("RESOURCE", problem.getString("error"));
        assertEquals("the lens is stuck", problem.getString("detail"));
        assertEquals(1, problem.getInt("capture"));
        assertEquals(422, web.send("POST", CAMERA + "/captures?wait", "{\"resolution\": \"1x1\"}").statusCode());
    }

    @Test
    void imageInMemoryLeavesNoFile() throws Exception {
        JsonObject capture = take("{\"memory\": true, \"format\": \"png\"}");
        assertEquals("AVAILABLE", capture.getString("state"));
        HttpResponse<byte[]> image = web.bytes(CAMERA + "/captures/" + capture.getInt("id") + "/image");
        assertEquals("image/png", image.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(640, image(image).getWidth());
        assertEquals(640, image(web.bytes(CAMERA + "/still?fresh")).getWidth());
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void wrongOptionsSayWhatWouldBeRight() throws Exception {
        String[][] wrong = {{"{\"qualty\": 3}", "did you mean 'quality'?"}, {"{\"quality\": 101}", "it must be 1 to 100"},
                {"{\"quality\": \"x\"}", "it must be a whole number"}, {"{\"location\": \"../x.jpg\"}", "below the folder of the camera"},
                {"{\"location\": \"/etc/x.jpg\"}", "below the folder of the camera"},
                {"{\"existing\": \"keep\"}", "one of [overwrite, fail, rename]"}, {"[1]", "not a JSON object"},
                {"{\"controls\": {\"exposure.mode\": \"bright\"}}", "one of auto, manual"}};
        for (String[] each : wrong) {
            HttpResponse<String> response = web.send("POST", CAMERA + "/captures", each[0]);
            assertTrue(response.statusCode() == 400 || response.statusCode() == 422, each[0] + ": " + response.statusCode());
            assertTrue(response.body().contains(each[1]), each[0] + ": " + response.body());
        }
        assertEquals(0L, web.camera.camera().getStatistics().requested());
    }

    @Test
    void seriesIsFollowedToItsEnd() throws Exception {
        HttpResponse<String> begun = web.send("POST", CAMERA + "/captures", "{\"count\": 3}");
        assertEquals(202, begun.statusCode());
        String path = CAMERA + "/series/" + WebFixture.json(begun).getInt("series");
        JsonObject series = WebFixture.json(web.get(path));
        for (long end = System.nanoTime() + WebFixture.PATIENCE_SECONDS * 1_000_000_000L; !series.getBoolean("ended");) {
            assertTrue(System.nanoTime() < end, "the series does not end");
            Thread.sleep(20);
            series = WebFixture.json(web.get(path));
        }
        assertEquals(3, series.getInt("taken"));
        assertEquals(3, series.getArray("captures").size());
        assertEquals(409, web.send("DELETE", path, "").statusCode());
    }

    @Test
    void captureSaysWhichControlsItWasTakenWithout() throws Exception {
        JsonObject capture = take("{\"memory\": true, \"controls\": {\"white-balance.temperature\": 4000}, \"unsupported\": \"ignore\"}");
        String sentence = capture.getArray("unsupported").getString(0);
        assertTrue(sentence.startsWith("the control white-balance.temperature=4000 is left out: "), sentence);
        assertFalse(take("{\"memory\": true}").containsKey("unsupported"));
    }

    @Test
    void controlsAndMetadataAreSetAsAWholeOrNotAtAll() throws Exception {
        assertEquals(200, web.send("PATCH", CAMERA + "/controls", "{\"image.brightness\": 7}").statusCode());
        assertEquals(422, web.send("PATCH", CAMERA + "/controls", "{\"image.brightness\": 9, \"image.contrast\": \"high\"}").statusCode());
        assertEquals(7, WebFixture.json(web.get(CAMERA + "/controls")).getObject("set").getInt("image.brightness"));
        assertEquals(200, web.send("PATCH", CAMERA + "/controls", "{\"image.brightness\": null}").statusCode());
        assertTrue(WebFixture.json(web.get(CAMERA + "/controls")).getObject("set").isEmpty());
        assertEquals("B", WebFixture.json(web.send("PATCH", CAMERA + "/metadata", "{\"Title\": \"B\"}")).getString("Title"));
    }

    @Test
    @Tag("slow")
    void cameraIsStoppedAndItsSizeSet() throws Exception {
        JsonObject changed = WebFixture.json(web.send("PATCH", CAMERA, "{\"started\": false, \"resolution\": \"640x480\"}"));
        assertEquals("INACTIVE", changed.getString("status"));
        assertEquals("640x480", changed.getString("resolution"));
        assertEquals("The camera is not started. Start it", changed.getString("reason"));
        HttpResponse<String> view = web.get(CAMERA + "/live.jpg");
        assertEquals(503, view.statusCode());
        assertTrue(view.body().contains("Camera default is not started"));
        assertEquals(409, web.send("POST", CAMERA + "/captures?wait", "").statusCode());
    }

    @Test
    void liveViewChangesAndEndsWithItsClient() throws Exception {
        assertEquals(64, image(web.bytes(CAMERA + "/live.jpg?width=64")).getWidth());
        HttpResponse<String> live = web.get(CAMERA + "/live.mjpeg?width=64&rate=30&frames=5");
        assertEquals("multipart/x-mixed-replace; boundary=frame", live.headers().firstValue("Content-Type").orElseThrow());
        String[] parts = live.body().split("--frame\r\n");
        assertEquals(6, parts.length);
        assertNotEquals(parts[1], parts[2]);
        for (int i = 0; i < 10; i++) { // more than there may be at once: each of those before has ended
            try (Socket viewer = web.connect()) {
                viewer.getOutputStream().write(("GET /obscura" + CAMERA + "/live.mjpeg HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                String status = new BufferedReader(new InputStreamReader(viewer.getInputStream(), StandardCharsets.ISO_8859_1)).readLine();
                if (status.contains("503")) {
                    i--; // the one before is about to end
                } else {
                    assertEquals("HTTP/1.1 200 OK", status);
                }
            }
        }
        assertEquals(0L, web.camera.camera().getStatistics().requested());
    }

    @Test
    void eventsAreFollowedAndThoseMissedInABreakDelivered() throws Exception {
        HttpResponse<String> missed;
        try (Socket follower = web.connect()) {
            follower.getOutputStream().write(("GET /obscura/api/events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: other-1\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines = new BufferedReader(new InputStreamReader(follower.getInputStream(), StandardCharsets.UTF_8));
            String id = null;
            String line = lines.readLine();
            while (!line.equals("event: reset")) {
                id = line.startsWith("id: ") ? line.substring(4) : id;
                line = lines.readLine();
            }
            assertNotNull(id);
            take("{}");
            missed = web.send(web.request("/api/events?camera=default&events=6").header("Last-Event-ID", id).build());
        }
        assertFalse(missed.body().contains("event: reset"));
        assertTrue(missed.body().contains("event: exposed"), missed.body());
    }

    @Test
    @Tag("slow")
    void imageThatAnEventAnnouncesIsListed() throws Exception {
        for (int i = 1; i <= 20; i++) {
            long before = web.events.last();
            web.camera.capture().capture();
            boolean saved = false;
            while (!saved) {
                for (var event : web.events.after(before, java.time.Duration.ofSeconds(WebFixture.PATIENCE_SECONDS))) {
                    before = event.number();
                    saved |= event.type().equals("saved");
                }
            }
            assertEquals("SAVED", WebFixture.json(web.get(CAMERA + "/captures/" + i)).getString("state"));
        }
    }

    @Test
    void pageAndItsFilesAreServed() throws Exception {
        String page = web.get("/").body();
        for (String name : List.of("page.css", "page.js", "icon.svg")) {
            assertTrue(page.contains('"' + name + '"'), name);
            assertEquals(200, web.get("/" + name).statusCode());
        }
        assertEquals(302, web.get("").statusCode());
        assertEquals(404, web.get("/WebComponent.class").statusCode());
        assertEquals(405, web.send("POST", "/api/devices", "").statusCode());
        var head = web.send(web.request("/api/cameras").method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()).build());
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
    }
}
