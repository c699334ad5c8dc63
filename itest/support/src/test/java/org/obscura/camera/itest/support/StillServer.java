package org.obscura.camera.itest.support;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import javax.imageio.ImageIO;

import com.sun.net.httpserver.HttpServer;

import org.junit.rules.ExternalResource;

/** A network camera of this machine that delivers a still image of 320x240. */
public final class StillServer extends ExternalResource {
    private final String authorization;
    private HttpServer server;

    /** Creates a camera that needs no password. */
    public StillServer() {
        this.authorization = "";
    }

    /** Creates a camera that refuses requests without the password. */
    public StillServer(String user, String password) {
        this.authorization = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void before() throws IOException {
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB), "jpg", image);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/still.jpg", exchange -> {
            if (authorization.isEmpty() || authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
                exchange.sendResponseHeaders(200, image.size());
                image.writeTo(exchange.getResponseBody());
            } else {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"camera\"");
                exchange.sendResponseHeaders(401, -1);
            }
            exchange.close();
        });
        server.start();
    }

    @Override
    protected void after() {
        server.stop(0);
    }

    /** Returns the address of the image. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/still.jpg";
    }
}
