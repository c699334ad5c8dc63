package org.obscura.camera.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.sun.management.OperatingSystemMXBean;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.spi.PixelFormat;

/** Many cameras at one image a second: what an image costs, what a camera costs, and which threads are left when nothing is asked. */
final class ManyCameras {
    private static final int SECONDS = 6;
    private static final int[] COUNTS = {1, 8, 64, 512};
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ManyCameras() {
    }

    static void run() throws Exception {
        List<byte[]> frames = Scene.frames(Scene.SMALL);
        Main.table("| cameras of 640x480, 1 image/s | images/s | CPU ms an image | heap kB a camera, busy | kB with previews off | "
                + "threads more, devices open | threads more, idle |", 7);
        for (int count : COUNTS) {
            Figures with = measure(frames, count, 16);
            Figures without = measure(frames, count, 0);
            Main.row(count, String.format("%.1f", with.rate), String.format("%.2f", with.processor), String.format("%.0f", with.heap),
                    String.format("%.0f", without.heap), with.threads, with.idleThreads);
        }
    }

    private record Figures(double rate, double processor, double heap, int threads, int idleThreads) {
    }

    private static Figures measure(List<byte[]> frames, int count, int previews) throws Exception {
        Path folder = Folder.empty("cameras");
        try (Obscura obscura = new Obscura(true)) {
            Saved saved = new Saved("many");
            obscura.register(saved);
            long heapBefore = heap();
            int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
            List<CameraCapture> cameras = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                obscura.register(new BenchDevice("many" + i, Scene.SMALL, PixelFormat.BGR24, frames));
                cameras.add(obscura.camera("many" + i, folder, Map.of("previews", previews, "idle.timeout", 2.0)));
            }
            int asked = round(cameras, folder, System.nanoTime());
            saved.await(asked);
            long begin = System.nanoTime();
            long processor = SYSTEM.getProcessCpuTime();
            for (int second = 0; second < SECONDS; second++) {
                asked += round(cameras, folder, begin + TimeUnit.SECONDS.toNanos(second));
            }
            saved.await(asked);
            double seconds = (System.nanoTime() - begin) / 1e9;
            double used = (SYSTEM.getProcessCpuTime() - processor) / 1e6 / (count * SECONDS);
            int threads = ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore;
            double heap = (heap() - heapBefore) / 1024.0 / count;
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(9));
            return new Figures(count * SECONDS / Math.max(seconds, SECONDS), used, heap, threads,
                    ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore);
        }
    }

    /** Takes one image of each, evenly over a second. */
    private static int round(List<CameraCapture> cameras, Path folder, long begin) {
        for (int i = 0; i < cameras.size(); i++) {
            long at = begin + TimeUnit.SECONDS.toNanos(1) * i / cameras.size();
            for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            cameras.get(i).captureToLocation(folder.resolve("camera" + i + ".jpg").toString());
        }
        return cameras.size();
    }

    static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
