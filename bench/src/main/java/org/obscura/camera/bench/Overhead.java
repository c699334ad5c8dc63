package org.obscura.camera.bench;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.core.image.ImageIoEncoder;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.PixelFormat;

/** What the engine adds to one capture: from the request to the listener's call, with frame and picture ready, less the writing. */
final class Overhead {
    private static final int TIMES = 300;
    private static final int WARM_UP = 3000;

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
            double[] capture = new double[TIMES];
            double[] write = new double[TIMES];
            double[] encode = new double[TIMES];
            for (int i = -WARM_UP; i < TIMES; i++) {
                Path file = folder.resolve("picture.jpg");
                Files.deleteIfExists(file);
                long begin = System.nanoTime();
                int until = saved.count() + 1;
                camera.captureToLocation(file.toString());
                saved.await(until);
                long end = saved.lastNanos();
                Files.delete(file);
                long writeBegin = System.nanoTime();
                Copy.overwrite(file, ByteBuffer.wrap(ready.picture()));
                long writeEnd = System.nanoTime();
                if (i >= 0) {
                    capture[i] = (end - begin) / 1e6;
                    write[i] = (writeEnd - writeBegin) / 1e6;
                    if (i % 10 == 0) {
                        imageIo.encode(new BenchDevice.Still(Scene.FULL, PixelFormat.BGR24, frames.get(0), 0, null), "jpeg", 90);
                        encode[i] = (System.nanoTime() - writeEnd) / 1e6;
                    }
                }
            }
            double[] overhead = new double[TIMES];
            for (int i = 0; i < TIMES; i++) {
                overhead[i] = capture[i] - write[i];
            }
            double encoding = Numbers.of(java.util.Arrays.stream(encode).filter(value -> value > 0).toArray()).median();
            Main.table("| one capture, " + TIMES + " pairs | ms: median | quarter of the best | quarter of the worst |", 4);
            print("request to listener, frame and picture ready", capture);
            print("writing the same bytes", write);
            print("the engine: the difference", overhead);
            Main.row("ImageIO encode alone", String.format("%.2f", encoding), "", "");
            Main.row("engine / ImageIO encode", String.format("%.1f %%", 100 * Numbers.of(overhead).median() / encoding), "", "");
        }
    }

    private static void print(String name, double[] values) {
        Numbers numbers = Numbers.of(values);
        Main.row(name, String.format("%.2f", numbers.median()), String.format("%.2f", numbers.percentile(25)), String.format("%.2f", numbers.percentile(75)));
    }
}
