package org.obscura.camera.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.spi.PixelFormat;

/** How long an image takes while other cameras keep every encoder busy. */
final class Fairness {
    private static final int TIMES = 300;
    private static final int[] OTHERS = {1, 8};
    private static final int QUEUED = 64;
    private static final long PAUSE_NANOS = 1_000_000;

    private Fairness() {
    }

    static void run() throws Exception {
        List<byte[]> frames = Scene.frames(Scene.FULL);
        Numbers alone = null;
        for (int others : OTHERS) {
            try (Obscura obscura = new Obscura(true)) {
                Path folder = Folder.empty("fairness");
                CameraCapture modest = camera(obscura, "modest", frames, folder);
                List<CameraCapture> greedy = new ArrayList<>();
                for (int i = 1; i <= others; i++) {
                    greedy.add(camera(obscura, "greedy" + i, frames, folder));
                }
                Saved saved = new Saved("modest");
                obscura.register(saved);
                times(modest, saved, folder);
                if (alone == null) {
                    alone = times(modest, saved, folder);
                    Main.table("| " + TIMES + " captures of 1920x1080 | ms: median | 99th of 100 | 99th / median "
                            + "| median, beside / alone | 99th, beside / alone |", 6);
                    row("alone", alone, alone);
                }
                Thread feeder = new Thread(() -> feed(greedy));
                feeder.setDaemon(true);
                feeder.start();
                times(modest, saved, folder);
                Numbers beside = times(modest, saved, folder);
                feeder.interrupt();
                feeder.join();
                row("beside " + others + (others == 1 ? " camera that saturates" : " cameras that saturate") + " the encoders",
                        beside, alone);
            }
        }
    }

    private static CameraCapture camera(Obscura obscura, String name, List<byte[]> frames, Path folder) throws Exception {
        obscura.register(new BenchDevice(name, Scene.FULL, PixelFormat.BGR24, frames));
        return obscura.camera(name, folder, Map.of());
    }

    /** Keeps requests of all cameras waiting, and takes no processor from the encoders, until the thread is interrupted. */
    private static void feed(List<CameraCapture> cameras) {
        CaptureOptions memory = CaptureOptions.builder().inMemory().build();
        while (!Thread.currentThread().isInterrupted()) {
            for (CameraCapture camera : cameras) {
                while (camera.getPendingCount() < QUEUED) {
                    camera.submit(memory);
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static void row(String name, Numbers numbers, Numbers alone) {
        Main.row(name, String.format("%.1f", numbers.median()), String.format("%.1f", numbers.percentile(99)),
                String.format("%.2f", numbers.percentile(99) / numbers.median()), String.format("%.2f", numbers.median() / alone.median()),
                String.format("%.2f", numbers.percentile(99) / alone.percentile(99)));
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
