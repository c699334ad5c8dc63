package org.obscura.camera.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.spi.PixelFormat;

/** Ten thousand requests that wait: what each holds, and whether they are carried out as fast as ten. */
final class LongQueue {
    private static final int MANY = 10_000;
    private static final int FEW = 10;

    private LongQueue() {
    }

    static void run(int rounds) throws Exception {
        double[] held = new double[rounds];
        double[] many = new double[rounds];
        double[] few = new double[rounds];
        try (Obscura obscura = new Obscura(false)) {
            BenchDevice device = new BenchDevice("queue", Scene.SMALL, PixelFormat.BGR24, Scene.frames(Scene.SMALL));
            obscura.register(device);
            obscura.register(Ready.of(Scene.SMALL, Scene.frames(Scene.SMALL).get(0)), 1000);
            Path folder = Folder.empty("queue");
            CameraCapture camera = obscura.camera("queue", folder,
                    Map.of("queue.capacity", 2 * MANY, "frame.timeout", 600.0, "device.timeout", 600.0));
            Saved saved = new Saved("queue");
            obscura.register(saved);
            String file = folder.resolve("picture.jpg").toString();
            for (int round = -1; round < rounds; round++) {
                device.shut();
                long before = ManyCameras.heap();
                double tens = 0;
                double all = burst(device, camera, saved, file, MANY, before, round < 0 ? null : held, round);
                for (int i = 0; i < MANY / FEW / 10; i++) {
                    device.shut();
                    tens += burst(device, camera, saved, file, FEW, 0, null, 0);
                }
                if (round >= 0) {
                    many[round] = 1e3 * all / MANY;
                    few[round] = 1e3 * tens / (MANY / 10);
                }
            }
        }
        Main.table("| queue | median (least to greatest) |", 2);
        Main.row("bytes a request that waits, " + MANY + " of them", Numbers.of(held).spread("%.0f"));
        Main.row("µs a capture with " + MANY + " waiting", Numbers.of(many).spread("%.0f"));
        Main.row("µs a capture with " + FEW + " waiting", Numbers.of(few).spread("%.0f"));
        Main.row("ratio, paired", Numbers.ratios(many, few).spread("%.2f"));
    }

    /** Milliseconds from the first frame to the last image. */
    private static double burst(BenchDevice device, CameraCapture camera, Saved saved, String file, int count, long before, double[] held,
            int round)
            throws Exception {
        int first = saved.count();
        for (int i = 0; i < count; i++) {
            camera.captureToLocation(file);
        }
        if (held != null) {
            held[round] = (ManyCameras.heap() - before) / (double) count;
        }
        long begin = System.nanoTime();
        device.openGate();
        saved.await(first + count);
        return (System.nanoTime() - begin) / 1e6;
    }
}
