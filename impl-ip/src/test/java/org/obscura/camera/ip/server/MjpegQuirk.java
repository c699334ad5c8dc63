package org.obscura.camera.ip.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/**
 * An MJPEG stream as a camera sends it:
 * good: as RFC 2046 has it; dashes: the header has the boundary with its two dashes (Sony, Panasonic); quoted: the boundary in quotes;
 * late: no boundary before the first part (ESP32, Tasmota); nolength: no Content-Length (ffmpeg); wronglength: one too large (D-Link); lf:
 * bare line feeds; other: a boundary that is not the one announced; notype: no Content-Type of the whole; nopartheaders: nothing but
 * boundary and image; thumb: EXIF with a thumbnail that is a JPEG itself; half: each second image broken off; stall: stops after 5 images
 * and stays connected; die: closes after 5 images; single: closes after each image; plain: images without anything between; slow: an image
 * a second; fat: 2 MB of comment in each; glued: no line end behind the boundary; delayed: each image 100 ms after its exposure.
 */
final class MjpegQuirk {
    private static final String BOUNDARY = "frame-4711";
    private static final int INTERVAL_MILLIS = 40;
    private static final int LAST = 5;
    /** The images of 100 ms. */
    private static final int DELAYED = 100 / INTERVAL_MILLIS + 1;
    private static final long OLD = 150_000_000;

    private final OutputStream out;
    private final String quirk;
    private final String lineEnd;
    private final boolean plain;

    MjpegQuirk(OutputStream out, String quirk) {
        this.out = out;
        this.quirk = quirk;
        this.lineEnd = quirk.equals("lf") ? "\n" : "\r\n";
        this.plain = quirk.equals("plain");
    }

    void stream(BooleanSupplier held) throws IOException, InterruptedException {
        String announced = switch (quirk) {
            case "dashes" -> "--" + BOUNDARY;
            case "quoted" -> '"' + BOUNDARY + '"';
            case "other" -> "somethingelse";
            default -> BOUNDARY;
        };
        CameraServer.send(out, "HTTP/1.0 200 OK" + lineEnd
                + (quirk.equals("notype") ? "" : "Content-Type: multipart/x-mixed-replace;boundary=" + announced + lineEnd) + lineEnd);
        if (!quirk.equals("late") && !plain) {
            CameraServer.send(out, "--" + BOUNDARY + lineEnd);
        }
        Deque<byte[]> exposed = new ArrayDeque<>();
        int end = quirk.equals("die") ? LAST : quirk.equals("single") ? 1 : Integer.MAX_VALUE;
        for (int i = 0; i < end; i++) {
            while (quirk.equals("stall") && i == LAST || held.getAsBoolean()) {
                Thread.sleep(INTERVAL_MILLIS); // the pace of the camera
                out.write(new byte[0]); // notices that the client went away
            }
            exposed.add(StampedImages.expose(i));
            // a camera whose images are old by then sends none: it keeps to its latency, also on a machine that runs it late
            while (quirk.equals("delayed") && System.nanoTime() - StampedImages.exposedNanos(ByteBuffer.wrap(exposed.element())) > OLD) {
                exposed.remove();
                exposed.add(StampedImages.expose(i));
            }
            if (!quirk.equals("delayed") || exposed.size() > DELAYED) {
                part(exposed.remove(), i);
            }
            Thread.sleep(quirk.equals("slow") ? 1000 : INTERVAL_MILLIS); // the pace of the camera
        }
    }

    private void part(byte[] exposed, int number) throws IOException {
        byte[] image = exposed;
        if (quirk.equals("thumb")) {
            image = StampedImages.withSegment(image, StampedImages.APP1,
                    "Exif\0\0\u00ff\u00d8\u00ff\u00d9more".getBytes(StandardCharsets.ISO_8859_1));
        }
        for (int i = 0; quirk.equals("fat") && i < 32; i++) {
            image = StampedImages.withSegment(image, StampedImages.COMMENT, new byte[65000]);
        }
        int length = image.length + (quirk.equals("wronglength") ? 1000 : 0);
        if (quirk.equals("half") && number % 2 == 1) {
            image = Arrays.copyOf(image, length / 2);
        }
        if (!plain) {
            CameraServer.send(out, (quirk.equals("nopartheaders") ? ""
                    : "Content-Type: image/jpeg" + lineEnd + (quirk.equals("nolength") ? "" : "Content-Length: " + length + lineEnd))
                    + lineEnd);
        }
        out.write(image);
        if (!plain) {
            CameraServer.send(out, lineEnd + "--" + BOUNDARY + (quirk.equals("glued") ? "" : lineEnd));
        }
        out.flush();
    }
}
