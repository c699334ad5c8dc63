package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

import javax.imageio.ImageIO;

import org.junit.Test;
import org.obscura.camera.itest.support.PageUser;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** The page as a servlet of {@code jakarta.servlet}, in the HTTP Whiteboard over Jetty 12. */
public class JettyIT extends FelixTestBase {
    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    @Configuration
    public Option[] configuration() {
        return options(Bundles.system(), Jetty.bundles(), Bundles.start("org.obscura.camera.web"));
    }

    @Test
    public void pageIsServedByTheWhiteboard() throws Exception {
        fixture.device("front", "resolutions", "640x480");
        fixture.camera("front", "device.target", "(camera.device.id=simulated:front)", "directory", folder.toString());
        fixture.awaitDevice("front", "simulated:front");
        fixture.configure("org.obscura.camera.web", null, "server", "whiteboard", "users", PageUser.configured("operate"));
        URI root = URI.create(Jetty.page(context));
        FrameworkFixture.await("page", () -> send(root, "GET", "wrong", null).statusCode() == 401 ? root : null);
        assertTrue(text(root, "GET", PageUser.PASSWORD, null).contains("<html"));
        assertTrue(text(root.resolve("api/session"), "GET", PageUser.PASSWORD, null).contains("\"role\":\"operate\""));

        String capture = text(root.resolve("api/cameras/front/captures?wait=true"), "POST", PageUser.PASSWORD, "{}");
        assertTrue(capture, capture.contains("\"id\":1"));
        HttpResponse<InputStream> image = send(root.resolve("api/cameras/front/captures/1/image"), "GET", PageUser.PASSWORD, null);
        assertEquals(640, ImageIO.read(new ByteArrayInputStream(image.body().readAllBytes())).getWidth());
        assertEquals(403, send(root.resolve("api/cameras/front"), "PATCH", PageUser.PASSWORD, "{\"started\":false}").statusCode());
        assertFramesFlow(root.resolve("api/cameras/front/live.mjpeg"));
    }

    private void assertFramesFlow(URI live) throws Exception {
        HttpResponse<InputStream> response = send(live, "GET", PageUser.PASSWORD, null);
        String type = response.headers().firstValue("Content-Type").orElse("");
        assertTrue(type, type.startsWith("multipart/x-mixed-replace"));
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(response.body()))) {
            for (int frame = 0; frame < 3; frame++) {
                int length = -1;
                for (String line = line(in); !line.isEmpty() || length < 0; line = line(in)) {
                    if (line.toLowerCase().startsWith("content-length:")) {
                        length = Integer.parseInt(line.substring(15).trim());
                    }
                }
                byte[] jpeg = in.readNBytes(length);
                assertTrue("frame " + frame, ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth() > 0);
            }
        }
    }

    private static String line(DataInputStream in) throws Exception {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private String text(URI uri, String method, String password, String body) throws Exception {
        HttpResponse<InputStream> response = send(uri, method, password, body);
        String text = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(uri + ": " + response.statusCode() + " " + text, response.statusCode() < 300);
        return text;
    }

    private HttpResponse<InputStream> send(URI uri, String method, String password, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", PageUser.authorization(password));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }
}
