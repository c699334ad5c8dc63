package org.obscura.camera.itest;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import javax.imageio.ImageIO;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A network camera with faults: a still image and an MJPEG stream of 320x240. Each image has the time of its exposure where the test card
 * of a simulated device has it.
 */
final class FaultyCameraServer implements AutoCloseable {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int CELLS = 64;
    private static final int ROWS = 36;
    private static final int VALUE_BITS = 48;
    private static final int INTERVAL_MILLIS = 40;

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final AtomicLong number = new AtomicLong();
    private final int port;
    private HttpServer server;
    private volatile Fault fault = Fault.NONE;
    /** Ends what waits when a fault is over. */
    private volatile Semaphore over = new Semaphore(0);

    /** What a network does to an image, or a camera that is broken. */
    enum Fault {
        NONE, CLOSED, HALF, STALLED, PAGE, GARBAGE, UNAUTHORIZED, UNAVAILABLE, MISSING, ELSEWHERE, ENDLESS
    }

    FaultyCameraServer() throws IOException {
        start(0);
        port = server.getAddress().getPort();
    }

    private void start(int at) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        server.setExecutor(executor);
        server.createContext("/still.jpg", exchange -> answer(exchange, false));
        server.createContext("/stream", exchange -> answer(exchange, true));
        server.start();
    }

    /** Ends all connections, and listens again once the action has run. */
    void restart(Action meanwhile) throws Exception {
        server.stop(0);
        over.release(1_000);
        meanwhile.run();
        start(port);
    }

    /** Something that may fail. */
    interface Action {
        void run() throws Exception;
    }

    void setFault(Fault next) {
        Semaphore before = over;
        over = new Semaphore(0);
        fault = next;
        before.release(1_000);
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private void answer(HttpExchange exchange, boolean stream) throws IOException {
        try (exchange) {
            switch (fault) {
                case UNAUTHORIZED -> page(exchange, 401);
                case UNAVAILABLE -> page(exchange, 503);
                case MISSING -> page(exchange, 404);
                case PAGE -> page(exchange, 200);
                case ELSEWHERE -> {
                    exchange.getResponseHeaders().set("Location", "http://camera.invalid/still.jpg");
                    page(exchange, 302);
                }
                case CLOSED -> {
                }
                default -> {
                    if (stream) {
                        stream(exchange);
                    } else {
                        still(exchange);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void page(HttpExchange exchange, int status) throws IOException {
        byte[] text = "<html><body>Please log in</body></html>".getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
    }

    private void still(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] image = image();
        exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
        exchange.sendResponseHeaders(200, fault == Fault.ENDLESS ? 0 : image.length);
        write(exchange.getResponseBody(), image);
    }

    private void stream(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=frame");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        Semaphore end = over;
        while (!end.tryAcquire(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) { // the pace of the camera
            byte[] image = image();
            out.write(("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + image.length + "\r\n\r\n").getBytes(
                    StandardCharsets.US_ASCII));
            write(out, image);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    private void write(OutputStream out, byte[] image) throws IOException, InterruptedException {
        Semaphore end = over;
        switch (fault) {
            case HALF -> {
                out.write(image, 0, image.length / 2);
                out.flush();
                throw new IOException("half an image");
            }
            case STALLED -> {
                out.write(image, 0, image.length / 2);
                out.flush();
                end.acquire();
                out.write(image, image.length / 2, image.length - image.length / 2);
            }
            case GARBAGE -> {
                byte[] garbage = image.clone();
                Arrays.fill(garbage, 200, garbage.length, (byte) 0xd9);
                out.write(garbage);
            }
            case ENDLESS -> {
                out.write(image, 0, image.length - 2);
                while (!end.tryAcquire(5, TimeUnit.MILLISECONDS)) {
                    out.write(new byte[4096]);
                }
            }
            default -> out.write(image);
        }
    }

    private byte[] image() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.GRAY);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        row(graphics, ROWS - 2, number.incrementAndGet());
        row(graphics, ROWS - 1, System.currentTimeMillis());
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }

    private static void row(Graphics2D graphics, int row, long value) {
        int top = row * HEIGHT / ROWS;
        for (int bit = 0; bit < VALUE_BITS; bit++) {
            graphics.setColor((value >> VALUE_BITS - 1 - bit & 1) == 1 ? Color.WHITE : Color.BLACK);
            graphics.fillRect(bit * WIDTH / CELLS, top, WIDTH / CELLS, (row + 1) * HEIGHT / ROWS - top);
        }
    }

    @Override
    public void close() {
        over.release(1_000);
        server.stop(0);
        executor.shutdownNow();
    }
}
