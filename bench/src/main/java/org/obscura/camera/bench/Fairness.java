package org.obscura.camera.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.spi.PixelFormat;

/** How long an image takes while another camera keeps every encoder busy. */
final class Fairness {
    private static final int TIMES = 300;
    private static final int QUEUED = 64;
    private static final long PAUSE_NANOS = 1_000_000;

    private Fairness() {
    }

    static void run() throws Exception {
        List<byte[]> frames = Scene.frames(Scene.FULL);
        try (Obscura obscura = new Obscura(true)) {
            Path folder = Folder.empty("fairness");
            obscura.register(new BenchDevice("greedy", Scene.FULL, PixelFormat.BGR24, frames));
            obscura.register(new BenchDevice("modest", Scene.FULL, PixelFormat.BGR24, frames));
            CameraCapture greedy = obscura.camera("greedy", folder, Map.of());
            CameraCapture modest = obscura.camera("modest", folder, Map.of());
            Saved saved = new Saved("modest");
            obscura.register(saved);
            CaptureOptions memory = CaptureOptions.builder().inMemory().build();
            times(modest, saved, folder);
            Numbers alone = times(modest, saved, folder);
            Thread feeder = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    if (greedy.getPendingCount() < QUEUED) {
                        greedy.submit(memory);
                    } else {
                        LockSupport.parkNanos(PAUSE_NANOS); // the queue is never empty, and no processor is taken from the encoders
                    }
                }
            });
            feeder.setDaemon(true);
            feeder.start();
            times(modest, saved, folder);
            Numbers beside = times(modest, saved, folder);
            feeder.interrupt();
            feeder.join();
            Main.table("| " + TIMES + " captures of 1920x1080 | ms: median | 99th of 100 | 99th / median |", 4);
            row("alone", alone);
            row("beside a camera that saturates the encoders", beside);
            Main.row("beside / alone", String.format("%.2f", beside.median() / alone.median()),
                    String.format("%.2f", beside.percentile(99) / alone.percentile(99)), "");
        }
    }

    private static void row(String name, Numbers numbers) {
        Main.row(name, String.format("%.1f", numbers.median()), String.format("%.1f", numbers.percentile(99)),
                String.format("%.2f", numbers.percentile(99) / numbers.median()));
    }

    private static Numbers times(CameraCapture camera, Saved saved, Path folder) throws Exception {
        double[] times = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long begin = System.nanoTime();
            int until = saved.count() + 1;
            camera.captureToLocation(folder.resolve("picture.jpg").toString());
            saved.await(until);
            times[i] = (System.nanoTime() - begin) / 1e6;
        }
        return Numbers.of(times);
    }
}
