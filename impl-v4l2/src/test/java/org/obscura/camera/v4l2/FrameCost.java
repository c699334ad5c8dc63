package org.obscura.camera.v4l2;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

import javax.imageio.ImageIO;

import com.sun.jna.Memory;

import org.obscura.camera.Resolution;
import org.obscura.camera.support.jpeg.JpegImage;

/**
 * Prints what a frame costs the thread of a camera, by format: from the memory of the driver to what is handed on. The JPEG image has the
 * noise of a sensor.
 */
final class FrameCost {
    private static final int ROUNDS = 5;
    private static final long ROUND_NANOS = 500_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FrameCost() {
    }

    private interface Work {
        void run() throws IOException;
    }

    public static void main(String... args) throws IOException {
        System.out.println("| format | 1280x720, ms a frame | 1920x1080, ms a frame |\n|---|---|---|");
        System.out.printf(Locale.ROOT, "| MJPG | %.2f | %.2f |%n", jpeg(new Resolution(1280, 720)), jpeg(new Resolution(1920, 1080)));
        for (VideoFormat format : VideoFormat.values()) {
            if (!format.isJpeg()) {
                System.out.printf(Locale.ROOT, "| %s | %.2f | %.2f |%n", format, raw(format, new Resolution(1280, 720)),
                        raw(format, new Resolution(1920, 1080)));
            }
        }
    }

    private static double jpeg(Resolution size) throws IOException {
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(1);
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int grey = (x + y & 0xff) * 7 / 8 + random.nextInt(12);
                image.setRGB(x, y, grey << 16 | grey << 8 | grey);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        try (Memory driver = new Memory(bytes.size())) {
            driver.write(0, bytes.toByteArray(), 0, bytes.size());
            byte[] memory = new byte[bytes.size()];
            return millis(() -> {
                driver.read(0, memory, 0, memory.length);
                JpegImage.find(memory, 0, memory.length);
            });
        }
    }

    private static double raw(VideoFormat format, Resolution size) throws IOException {
        int stride = size.width() * (format == VideoFormat.BGR3 || format == VideoFormat.RGB3 ? 3
                : format == VideoFormat.YUYV || format == VideoFormat.UYVY ? 2 : 1);
        RawConverter converter = new RawConverter(
                new Layout(format, size, stride, stride * size.height() * 2, new YuvCoding(false, false)));
        byte[] frame = new byte[(int) converter.needed()];
        Random random = new Random(1);
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (byte) (110 + random.nextInt(36)); // no colour is beyond what a pixel can be, as in most of what a camera sees
        }
        byte[] pixels = new byte[converter.pixelBytes()];
        try (Memory driver = new Memory(frame.length)) {
            driver.write(0, frame, 0, frame.length);
            return millis(() -> converter.convert(driver::read, pixels));
        }
    }

    /** Returns the median of the rounds, after one that is not counted. */
    private static double millis(Work work) throws IOException {
        double[] rounds = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            long begin = THREADS.getCurrentThreadCpuTime();
            int count = 0;
            long used = 0;
            while (used < ROUND_NANOS) {
                work.run();
                count++;
                used = THREADS.getCurrentThreadCpuTime() - begin;
            }
            if (round >= 0) {
                rounds[round] = used / 1e6 / count;
            }
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }
}
