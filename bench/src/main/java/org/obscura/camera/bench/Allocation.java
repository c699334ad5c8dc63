package org.obscura.camera.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.sun.management.ThreadMXBean;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.core.image.ImageIoEncoder;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/** Bytes that one capture allocates on the heap, in all threads, beside the encoded image. */
final class Allocation {
    private static final int TIMES = 200;
    /** Compiled code has fewer objects than the interpreter, and a gateway that runs for days has compiled what it uses. */
    private static final int WARM_UP = 3000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Map<Long, Long> BY_THREAD = new HashMap<>();

    private Allocation() {
    }

    static void run() throws Exception {
        List<byte[]> frames = Scene.frames(Scene.FULL);
        List<byte[]> jpegs = PassThrough.jpegs();
        Main.table("| " + TIMES + " captures of 1920x1080 after " + WARM_UP + " | bytes a capture | encoded image | beside it |", 4);
        try (Obscura obscura = new Obscura(true)) {
            obscura.register(new BenchDevice("raw", Scene.FULL, PixelFormat.BGR24, frames));
            obscura.register(new BenchDevice("jpeg", Scene.FULL, PixelFormat.JPEG, jpegs));
            if (obscura.turbo() != null) {
                measure(obscura, "raw", "ours, libjpeg-turbo", true);
                obscura.setTurbo(false);
            }
            measure(obscura, "raw", "ours, ImageIO", true);
            ImageEncoder imageIo = new ImageIoEncoder();
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            long size = 0;
            for (int i = 0; i < TIMES; i++) {
                size = imageIo.encode(new MemoryFrame(Scene.FULL, PixelFormat.BGR24, frames.get(0), 0, Instant.EPOCH), "jpeg", 90)
                        .remaining();
            }
            print("ImageIO encoder alone", (THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / TIMES, size);
            obscura.register(Ready.of(Scene.FULL, frames.get(0)), 1000);
            measure(obscura, "raw", "ours, image ready: the engine alone", false);
            measure(obscura, "jpeg", "ours, pass-through", true);
        }
    }

    private static void measure(Obscura obscura, String id, String name, boolean encodes) throws Exception {
        Path folder = Folder.empty("allocation");
        CameraCapture camera = obscura.camera(id, folder, Map.of("previews", 0, "quality", 90));
        Saved saved = new Saved(id);
        var registration = obscura.register(saved);
        capture(camera, saved, folder, WARM_UP);
        long before = allocated();
        capture(camera, saved, folder, TIMES);
        long all = (allocated() - before) / TIMES;
        registration.unregister();
        print(name, all, encodes ? Folder.meanSize(folder, 1) : 0);
    }

    private static void print(String name, long all, long image) {
        Main.row(name, all, image, all - image);
    }

    private static void capture(CameraCapture camera, Saved saved, Path folder, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            int until = saved.count() + 1;
            camera.captureToLocation(folder.resolve("picture.jpg").toString());
            saved.await(until);
        }
    }

    /** Returns what all threads have allocated; of one that has ended, what it had at the last call. */
    private static long allocated() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            BY_THREAD.merge(ids[i], bytes[i], Math::max);
        }
        return BY_THREAD.values().stream().mapToLong(Long::longValue).sum();
    }
}
