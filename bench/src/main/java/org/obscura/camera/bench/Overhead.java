package org.obscura.camera.bench;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.core.image.Decoders;
import org.obscura.camera.core.image.Encoders;
import org.obscura.camera.core.image.ImageIoEncoder;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/**
 * What the engine adds to one capture: from the request to the listener's call, with frame and image ready, less the thumbnail and the
 * writing.
 */
final class Overhead {
    private static final int TIMES = 300;
    private static final int WARM_UP = 3000;
    private static final int SELDOM = 10;

    private Overhead() {
    }

    static void run() throws Exception {
        List<byte[]> frames = Scene.frames(Scene.FULL);
        Ready ready = Ready.of(Scene.FULL, frames.get(0));
        try (Obscura obscura = new Obscura(false)) {
            obscura.register(new BenchDevice("one", Scene.FULL, PixelFormat.BGR24, frames));
            obscura.register(ready, 1000);
            Path folder = Folder.empty("overhead");
            CameraCapture camera = obscura.camera("one", folder, Map.of());
            Saved saved = new Saved("one");
            obscura.register(saved);
            ImageEncoder imageIo = new ImageIoEncoder();
            EngineLog log = new EngineLog(name -> null);
            Encoders encoders = new Encoders(new Decoders(log), log);
            encoders.add(ready, 0, 0);
            double[] capture = new double[TIMES];
            double[] write = new double[TIMES];
            double[] thumbnail = new double[TIMES];
            double[] encode = new double[TIMES / SELDOM];
            Path file = folder.resolve("picture.jpg");
            for (int i = -WARM_UP; i < TIMES; i++) {
                Frame frame = new MemoryFrame(Scene.FULL, PixelFormat.BGR24, frames.get(Math.floorMod(i, frames.size())), 0, Instant.EPOCH);
                long begin = System.nanoTime();
                int until = saved.count() + 1;
                camera.captureToLocation(file.toString());
                saved.await(until);
                double took = (saved.lastNanos() - begin) / 1e6;
                Files.delete(file);
                double wrote = millis(() -> Copy.overwrite(file, ByteBuffer.wrap(ready.image())));
                Files.delete(file);
                double thumbed = millis(() -> encoders.thumbnail(frame));
                double encoded = i % SELDOM == 0 ? millis(() -> imageIo.encode(frame, "jpeg", 90)) : 0;
                if (i >= 0) {
                    capture[i] = took;
                    write[i] = wrote;
                    thumbnail[i] = thumbed;
                    encode[i / SELDOM] += encoded;
                }
            }
            double[] overhead = new double[TIMES];
            for (int i = 0; i < TIMES; i++) {
                overhead[i] = capture[i] - write[i] - thumbnail[i];
            }
            double encoding = Numbers.of(encode).median();
            Main.table("| one capture, " + TIMES + " rounds | ms: median | quarter of the best | quarter of the worst |", 4);
            print("request to listener, frame and image ready", capture);
            print("writing the same bytes", write);
            print("making the thumbnail", thumbnail);
            print("the engine: the difference", overhead);
            Main.row("ImageIO encode alone", String.format("%.2f", encoding), "", "");
            Main.row("engine / ImageIO encode", String.format("%.1f %%", 100 * Numbers.of(overhead).median() / encoding), "", "");
        }
    }

    /** Something that takes time. */
    private interface Piece {
        void run() throws Exception;
    }

    private static double millis(Piece piece) throws Exception {
        long begin = System.nanoTime();
        piece.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void print(String name, double[] values) {
        Numbers numbers = Numbers.of(values);
        Main.row(name, String.format("%.2f", numbers.median()), String.format("%.2f", numbers.percentile(25)),
                String.format("%.2f", numbers.percentile(75)));
    }
}
