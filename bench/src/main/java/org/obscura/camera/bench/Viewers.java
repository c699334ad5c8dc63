package org.obscura.camera.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

import com.sun.management.OperatingSystemMXBean;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.spi.PixelFormat;

/**
 * Captures of a camera that ten clients watch by HTTP, beside those of the same camera that none watches, in turn: what a capture takes,
 * what a viewer costs, and whether memory and threads stay the same.
 */
final class Viewers {
    private static final int VIEWERS = 10;
    private static final int COLLECTIONS = 5;
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(200);
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Viewers() {
    }

    /** One period. */
    private record Period(double[] latencies, double processor, double frames, double bytes, long heap, int threads) {
    }

    static void run(int rounds) throws Exception {
        double minutes = Double.parseDouble(System.getenv().getOrDefault("BENCH_MINUTES", "1"));
        long length = (long) (minutes * 60e9 / rounds);
        try (Obscura obscura = new Obscura(true)) {
            obscura.register(BenchDevice.direct("watched", Scene.FULL, PixelFormat.BGR24, Scene.frames(Scene.FULL)));
            Path folder = Folder.empty("viewers");
            CameraCapture camera = obscura.camera("watched", folder, Map.of());
            InOrder order = new InOrder();
            obscura.register(order);
            // twice as many: those of the period before may not be noticed as closed yet
            String live = obscura.openPage(Map.of("port", 0, "viewers", 2 * VIEWERS)) + "api/cameras/watched/live.mjpeg?width=640&rate=10";
            period(camera, order, folder, live, 0, Math.min(length, TimeUnit.SECONDS.toNanos(20))); // the JVM compiles
            period(camera, order, folder, live, VIEWERS, Math.min(length, TimeUnit.SECONDS.toNanos(20)));
            List<Period> without = new ArrayList<>();
            List<Period> with = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                boolean first = round % 2 == 0;
                if (first) {
                    without.add(period(camera, order, folder, live, 0, length));
                }
                with.add(period(camera, order, folder, live, VIEWERS, length));
                if (!first) {
                    without.add(period(camera, order, folder, live, 0, length));
                }
            }
            print(minutes, without, with, order);
        }
    }

    private static Period period(CameraCapture camera, InOrder order, Path folder, String live, int viewers, long length)
            throws Exception {
        List<Viewer> watching = new ArrayList<>();
        for (int i = 0; i < viewers; i++) {
            watching.add(Viewer.start(live, i));
        }
        for (Viewer viewer : watching) {
            viewer.awaitFrames(2);
        }
        long clients = watching.stream().mapToLong(Viewer::processorNanos).sum();
        long frames = watching.stream().mapToLong(Viewer::frames).sum();
        long bytes = watching.stream().mapToLong(Viewer::bytes).sum();
        long processor = SYSTEM.getProcessCpuTime();
        long begin = System.nanoTime();
        List<Double> latencies = new ArrayList<>();
        for (long due = begin; due - begin < length; due += INTERVAL) {
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            long requested = System.nanoTime();
            order.awaitNext(camera.captureToLocation(folder.resolve("picture.jpg").toString()));
            latencies.add((System.nanoTime() - requested) / 1e6);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double used = SYSTEM.getProcessCpuTime() - processor;
        used -= watching.stream().mapToLong(Viewer::processorNanos).sum() - clients;
        double shown = (watching.stream().mapToLong(Viewer::frames).sum() - frames) / seconds / Math.max(1, viewers);
        double sent = (watching.stream().mapToLong(Viewer::bytes).sum() - bytes) / seconds / Math.max(1, viewers);
        int threads = ManagementFactory.getThreadMXBean().getThreadCount() - viewers; // ours, and not those of the clients
        long heap = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            heap = Math.min(heap, ManyCameras.heap()); // a collection is put off while native code holds an array
        }
        for (Viewer viewer : watching) {
            viewer.close();
        }
        return new Period(latencies.stream().mapToDouble(Double::doubleValue).toArray(), used / 1e6 / seconds, shown, sent, heap, threads);
    }

    private static void print(double minutes, List<Period> without, List<Period> with, InOrder order) {
        int rounds = with.size();
        Main.table(String.format(Locale.ROOT,
                "| camera of 1920x1080, 5 captures/s, %d pairs, watched for %.3g minutes | no viewer | %d viewers of"
                        + " 640 pixels, 10 frames/s | paired |",
                rounds, minutes, VIEWERS), 4);
        for (int percentile : new int[] {50, 99}) {
            double[] of = latencies(with, percentile);
            double[] to = latencies(without, percentile);
            Main.row("ms from request to listener: " + (percentile == 50 ? "median" : percentile + "th of 100"),
                    Numbers.of(to).spread("%.1f"), Numbers.of(of).spread("%.1f"), Numbers.ratios(of, to).spread("%.2f"));
        }
        double[] of = with.stream().mapToDouble(Period::processor).toArray();
        double[] to = without.stream().mapToDouble(Period::processor).toArray();
        double[] viewer = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            viewer[i] = (of[i] - to[i]) / VIEWERS;
        }
        Main.row("processor, ms a second, without the clients", Numbers.of(to).spread("%.0f"), Numbers.of(of).spread("%.0f"),
                Numbers.of(viewer).spread("%.1f") + " a viewer");
        Main.row("frames/s a viewer", "", Numbers.of(with.stream().mapToDouble(Period::frames).toArray()).spread("%.1f"), "");
        Main.row("kB/s a viewer", "", Numbers.of(with.stream().mapToDouble(each -> each.bytes() / 1000).toArray()).spread("%.0f"), "");
        Main.row("heap kB after a collection, round by round", each(without, period -> period.heap() / 1024),
                each(with, period -> period.heap() / 1024), "");
        Main.row("threads, round by round", each(without, Period::threads), each(with, Period::threads), "");
        Main.row("captures: in order of their requests, without a failure", "", order.count(), "");
    }

    private static double[] latencies(List<Period> periods, int percentile) {
        return periods.stream().mapToDouble(period -> Numbers.of(period.latencies()).percentile(percentile)).toArray();
    }

    private static String each(List<Period> periods, ToLongFunction<Period> figure) {
        return String.join(", ", periods.stream().map(period -> String.valueOf(figure.applyAsLong(period))).toList());
    }
}
