package org.obscura.camera.bench;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.core.image.ImageIoEncoder;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/** JPEG frames to JPEG files, against writing the same bytes to a temporary file and moving that to its name. */
final class PassThrough {
    private static final String OURS = "ours, pass-through";
    /** As many images as a gateway takes in some hours: the JVM has compiled what it runs then. */
    private static final int WARM_UPS = 20;
    private static final int WARM_UP = 500;

    private PassThrough() {
    }

    static void run(int rounds) throws Exception {
        List<byte[]> frames = jpegs();
        try (Obscura obscura = new Obscura(false)) {
            obscura.register(new BenchDevice("pass", Scene.FULL, PixelFormat.JPEG, frames));
            CameraCapture camera = obscura.camera("pass", Folder.empty("ours"), Map.of("queue.capacity", 100_000));
            Saved saved = new Saved("pass");
            obscura.register(saved);
            Map<String, Burst.Contender> contenders = new LinkedHashMap<>();
            contenders.put(OURS, (count, folder) -> {
                int before = saved.count();
                CaptureOptions options = CaptureOptions.builder().location(folder + "/").build();
                for (int i = 0; i < count; i++) {
                    camera.submit(options);
                }
                saved.await(before + count);
            });
            contenders.put("copy, one thread", (count, folder) -> copy(frames, 0, count, 1, folder));
            int processors = Runtime.getRuntime().availableProcessors();
            contenders.put("copy, " + processors + " threads", (count, folder) -> {
                ExecutorService threads = Executors.newFixedThreadPool(processors);
                List<Future<?>> parts = new ArrayList<>();
                for (int i = 0; i < processors; i++) {
                    int first = i;
                    parts.add(threads.submit(() -> {
                        copy(frames, first, count, processors, folder);
                        return null;
                    }));
                }
                for (Future<?> part : parts) {
                    part.get();
                }
                threads.shutdown();
            });
            for (int i = 0; i < WARM_UPS; i++) {
                Path folder = Folder.fresh("pass-through-warm-up");
                contenders.get(OURS).run(WARM_UP, folder);
                Folder.truncate(folder);
            }
            Folder.delete("pass-through-warm-up");
            Burst.compare(contenders, rounds, OURS);
        }
    }

    private static void copy(List<byte[]> frames, int first, int count, int step, Path folder) throws Exception {
        for (int i = first; i < count; i += step) {
            Copy.write(folder.resolve("picture" + i + ".jpg"), ByteBuffer.wrap(frames.get(i % frames.size())));
        }
    }

    static List<byte[]> jpegs() throws Exception {
        List<byte[]> jpegs = new ArrayList<>();
        for (byte[] frame : Scene.frames(Scene.FULL)) {
            jpegs.add(Copy.bytes(
                    new ImageIoEncoder().encode(new MemoryFrame(Scene.FULL, PixelFormat.BGR24, frame, 0, Instant.EPOCH), "jpeg", 90)));
        }
        return jpegs;
    }
}
