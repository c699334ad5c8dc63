package org.obscura.camera.ip.server;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Answers that are no images, or none in time. */
final class StillFault {
    private static final long GIGABYTE = 1L << 30;
    private static final int CACHE_MILLIS = 200;
    /** The image that a camera with a cache serves, and when it was exposed. */
    private static byte[] cached;
    private static long cachedNanos;

    private final OutputStream out;
    private final IntSupplier port;
    private final CountDownLatch closed;

    StillFault(OutputStream out, IntSupplier port, CountDownLatch closed) {
        this.out = out;
        this.port = port;
        this.closed = closed;
    }

    /** Answers; false if the connection ends with that. */
    boolean answer(String path, String target) throws IOException, InterruptedException {
        byte[] image = StampedImages.expose(0);
        switch (path) {
            case "/fault/half" -> {
                CameraServer.send(out, "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: " + image.length + "\r\n\r\n");
                out.write(Arrays.copyOf(image, image.length / 2));
                out.flush();
            }
            case "/fault/login" ->
                CameraServer.send(out, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 25\r\n\r\n<html>Unauthorized</html>");
            case "/fault/login-as-image" -> CameraServer.send(out,
                    "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 25\r\n\r\n<html>Unauthorized</html>");
            case "/fault/huge" -> {
                CameraServer.send(out, "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: " + GIGABYTE + "\r\n\r\n");
                endless();
            }
            case "/fault/endless" -> {
                CameraServer.send(out, "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n");
                endless();
            }
            case "/fault/endless-garbage" -> {
                CameraServer.send(out, "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n");
                out.write(image, 0, image.length / 2);
                zeros();
            }
            case "/fault/silent" -> closed.await();
            case "/fault/drip" -> {
                CameraServer.send(out, "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: " + image.length + "\r\n\r\n");
                drip(image);
            }
            case "/fault/drip-head" -> drip(("HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(100_000) + "\r\n\r\n").getBytes());
            case "/fault/long-head" -> CameraServer.send(out, "HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(70_000) + "\r\n\r\n");
            case "/fault/other-host" -> redirect("http://127.0.0.2:" + port.getAsInt() + "/snapshot.jpg");
            case "/fault/same-host" -> {
                redirect("/snapshot.jpg");
                return true;
            }
            case "/fault/login-page" -> CameraServer.send(out, """
                    HTTP/1.1 200 OK\r
                    Content-Type: text/html; charset=utf-8\r
                    \r
                    <!DOCTYPE html>
                    <html><head><TITLE>
                      IP Camera\u001b[31m Login</TITLE></head>
                    <form><input name=user><input class="x" type='password'></form></html>
                    """);
            case "/fault/to-login-page" -> {
                redirect("login-page?token=4711");
                return true;
            }
            case "/fault/json" -> CameraServer.send(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
                    + "{\"error\": \"no channel 7 for sec:ret\u00e9\"}");
            case "/fault/png-stream" -> {
                CameraServer.send(out, "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n\r\n");
                do {
                    CameraServer.send(out, "--b\r\nContent-Type: image/png\r\n\r\n\u0089PNG\r\n\u001a\n\0\0\0\rIHDR");
                } while (!closed.await(20, TimeUnit.MILLISECONDS));
            }
            case "/fault/page-in-stream" ->
                CameraServer.send(out, "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n\r\n"
                        + "--b\r\nContent-Type: text/html\r\n\r\n<html>Too many users</html>\r\n--b--\r\n");
            case "/fault/empty" -> CameraServer.send(out, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n");
            case "/fault/to-port" -> redirect("http://127.0.0.1:70000/i.jpg");
            case "/fault/to-closed-port" -> redirect("http://127.0.0.1:1/i.jpg");
            case "/fault/to-missing" -> {
                redirect("/moved.jpg");
                return true;
            }
            case "/fault/to-file" -> redirect("file:///etc/passwd");
            case "/fault/to-rtsp" -> redirect("rtsp://admin:s3cret@127.0.0.1/stream?pwd=s3cret");
            case "/fault/to-mail" -> redirect("mailto:s3cret@camera");
            case "/fault/to-nowhere" -> redirect("");
            case "/fault/to-garbage" -> redirect("http://[s3cret");
            case "/fault/other-host-with-password" -> redirect("http://admin:s3cret@127.0.0.2/i.jpg?pwd=s3cret");
            case "/fault/loop" -> {
                redirect("/fault/loop-back?pwd=s3cret");
                return true;
            }
            case "/fault/loop-back" -> {
                redirect("/fault/loop");
                return true;
            }
            case "/fault/far", "/fault/far-1", "/fault/far-2", "/fault/far-3" -> {
                int hop = path.endsWith("far") ? 0 : path.charAt(path.length() - 1) - '0';
                redirect("/fault/far-" + (hop + 1));
                return true;
            }
            case "/fault/busy" -> CameraServer.send(out, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
            case "/fault/no-http" -> CameraServer.send(out, "RTSP/1.0 400 Bad Request\r\n\r\n");
            case "/cached.jpg" -> {
                CameraServer.still(out, cached());
                return true;
            }
            case "/query.jpg" -> {
                if (target.endsWith("?user=camera&pwd=sec%3Aret%C3%A9%224711")) {
                    CameraServer.still(out, image);
                } else {
                    CameraServer.send(out, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
                }
                return true;
            }
            default -> {
                CameraServer.send(out, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
                return true;
            }
        }
        return false;
    }

    private static synchronized byte[] cached() {
        long now = System.nanoTime();
        if (cached == null || now - cachedNanos > TimeUnit.MILLISECONDS.toNanos(CACHE_MILLIS)) {
            cached = StampedImages.expose(0);
            cachedNanos = now;
        }
        return cached;
    }

    private void redirect(String location) throws IOException {
        CameraServer.send(out, "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
    }

    private void endless() throws IOException {
        byte[] image = StampedImages.expose(0);
        out.write(image, 0, image.length - 2);
        zeros();
    }

    private void zeros() throws IOException {
        byte[] block = new byte[1 << 16];
        for (long sent = 0; sent < GIGABYTE; sent += block.length) {
            out.write(block);
        }
    }

    private void drip(byte[] bytes) throws IOException, InterruptedException {
        for (byte b : bytes) {
            out.write(b);
            out.flush();
            if (closed.await(20, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }
}
