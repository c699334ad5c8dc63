package org.obscura.camera.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

import com.sun.management.OperatingSystemMXBean;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlInfo.Kind;
import org.obscura.camera.ControlKeys;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.PixelFormat;

/** What controls that do not change from one capture to the next add to a capture: pairs of blocks, with and without, in turn. */
final class ControlCost {
    private static final Resolution SIZE = new Resolution(640, 480);
    private static final int PAIRS = 200;
    private static final int WARM_UP = 100;
    private static final int BLOCK = 20;
    private static final List<ControlInfo> OFFERED = List.of(
            ControlInfo.choice(ControlKeys.EXPOSURE_MODE, "Exposure mode", List.of("auto", "manual")),
            ControlInfo.range(ControlKeys.EXPOSURE_TIME, Kind.DURATION, "Exposure time", 0.0001, 1, "s"),
            ControlInfo.range(ControlKeys.EXPOSURE_GAIN, Kind.NUMBER, "Gain", 1, 16, ControlInfo.RATIO),
            ControlInfo.range(ControlKeys.IMAGE_BRIGHTNESS, Kind.NUMBER, "Brightness", -1, 1, ""));
    private static final Map<String, Object> SET = Map.of(ControlKeys.EXPOSURE_MODE, "manual", ControlKeys.EXPOSURE_TIME, "10ms",
            ControlKeys.EXPOSURE_GAIN, 2.0, ControlKeys.IMAGE_BRIGHTNESS, 0.25);

    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ControlCost() {
    }

    static void run() throws Exception {
        List<byte[]> frames = Scene.frames(SIZE);
        try (Obscura obscura = new Obscura(false)) {
            obscura.register(Ready.of(SIZE, frames.get(0)), 1000);
            BenchDevice with = BenchDevice.controlled("controlled", SIZE, PixelFormat.BGR24, frames, OFFERED);
            obscura.register(with);
            obscura.register(BenchDevice.controlled("plain", SIZE, PixelFormat.BGR24, frames, OFFERED));
            Side controlled = new Side(obscura, "controlled");
            Side plain = new Side(obscura, "plain");
            SET.forEach(controlled.camera::setControl);
            double[][] controlledMillis = new double[2][PAIRS];
            double[][] plainMillis = new double[2][PAIRS];
            for (int i = -WARM_UP; i < PAIRS; i++) {
                boolean first = i % 2 == 0;
                double[] one = first ? controlled.block() : plain.block();
                double[] other = first ? plain.block() : controlled.block();
                for (int kind = 0; i >= 0 && kind < 2; kind++) {
                    controlledMillis[kind][i] = first ? one[kind] : other[kind];
                    plainMillis[kind][i] = first ? other[kind] : one[kind];
                }
            }
            Main.table("| one capture of 640x480, " + PAIRS + " pairs of " + BLOCK
                    + " | without controls: median ms | with " + SET.size() + ", unchanged | with / without, paired |", 4);
            print("request to listener", plainMillis[0], controlledMillis[0]);
            double plainTotal = DoubleStream.of(plainMillis[1]).average().orElseThrow();
            double controlledTotal = DoubleStream.of(controlledMillis[1]).average().orElseThrow();
            Main.row("processor time of the JVM, mean of all", String.format("%.3f", plainTotal), String.format("%.3f", controlledTotal),
                    String.format("%.3f", controlledTotal / plainTotal));
            Main.row("times that the device was given controls", "", with.changes(), "");
        }
    }

    private static void print(String name, double[] plain, double[] controlled) {
        Numbers ratios = Numbers.ratios(controlled, plain);
        Main.row(name, String.format("%.3f", Numbers.of(plain).median()), String.format("%.3f", Numbers.of(controlled).median()),
                String.format("%.3f (quarters %.3f to %.3f)", ratios.median(), ratios.percentile(25), ratios.percentile(75)));
    }

    /** One of the two cameras. */
    private static final class Side {
        private final CameraCapture camera;
        private final Saved saved;
        private final Path file;

        Side(Obscura obscura, String id) throws Exception {
            Path folder = Folder.empty("controls-" + id);
            camera = obscura.camera(id, folder, Map.of("previews", 0));
            saved = new Saved(id);
            obscura.register(saved);
            file = folder.resolve("picture.jpg");
        }

        /** Returns the milliseconds of one capture and of the processors for it, as the mean of a block. */
        double[] block() throws Exception {
            long nanos = 0;
            long processors = SYSTEM.getProcessCpuTime();
            for (int i = 0; i < BLOCK; i++) {
                long begin = System.nanoTime();
                int until = saved.count() + 1;
                camera.captureToLocation(file.toString());
                saved.await(until);
                nanos += saved.lastNanos() - begin;
                Files.delete(file);
            }
            return new double[] {nanos / 1e6 / BLOCK, (SYSTEM.getProcessCpuTime() - processors) / 1e6 / BLOCK};
        }
    }
}
