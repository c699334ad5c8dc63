package org.obscura.camera.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.spi.PixelFormat;

/**
 * The processor time of JPEG frames that become files one by one at the pace of a camera, beside a copy of the same bytes at that pace, and
 * beside a JVM that waits.
 */
final class Pace {
    private static final int A_SECOND = 10;
    /** As many images as a gateway takes in some hours: the JVM has compiled what it runs then. */
    private static final int WARM_UPS = 10;
    private static final int WARM_UP = 1000;
    private static final int IMAGES = 300;

    private Pace() {
    }

    private interface Contender {
        void take(int number, Path folder) throws Exception;
    }

    /** The processor time of one thread: nanoseconds, and the kernel's ticks outside of it and within it, which are coarse. */
    private record Used(long nanos, long user, long kernel) {

        Used since(Used before) {
            return before == null ? this : new Used(nanos - before.nanos, user - before.user, kernel - before.kernel);
        }

        Used and(Used other) {
            return new Used(nanos + other.nanos, user + other.user, kernel + other.kernel);
        }
    }

    /** Returns what the threads of this process have used, by their numbers, without the JVM's compilers. */
    private static Map<Path, Used> used() throws IOException {
        Map<Path, Used> used = new HashMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                String stat;
                String nanos;
                try {
                    stat = Files.readString(thread.resolve("stat"));
                    nanos = Files.readString(thread.resolve("schedstat"));
                } catch (NoSuchFileException e) {
                    continue; // it has ended
                }
                if (!stat.contains("CompilerThre")) {
                    // behind the name, which may have spaces: the state, and eleven and twelve fields later the ticks
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                    used.put(thread, new Used(Long.parseLong(nanos.replaceFirst(" .*\\s*", "")), Long.parseLong(fields[11]),
                            Long.parseLong(fields[12])));
                }
            }
        }
        return used;
    }

    static void run(int rounds) throws Exception {
        List<byte[]> frames = PassThrough.jpegs();
        try (Obscura obscura = new Obscura(false)) {
            obscura.register(new BenchDevice("pace", Scene.FULL, PixelFormat.JPEG, frames));
            CameraCapture camera = obscura.camera("pace", Folder.empty("pace"), Map.of());
            Saved saved = new Saved("pace");
            obscura.register(saved);
            Map<String, Contender> contenders = new LinkedHashMap<>();
            contenders.put("ours", (number, folder) -> {
                int until = saved.count() + 1;
                camera.captureToLocation(folder + "/");
                saved.await(until);
            });
            contenders.put("copy", (number, folder) -> Copy.write(folder.resolve("picture" + number + ".jpg"),
                    ByteBuffer.wrap(frames.get(number % frames.size()))));
            contenders.put("the JVM, without images", (number, folder) -> {});
            Map<String, List<double[]>> measured = new LinkedHashMap<>();
            for (Map.Entry<String, Contender> each : contenders.entrySet()) {
                for (int i = 0; i < WARM_UPS; i++) {
                    Path folder = Folder.fresh("pace-warm-up");
                    take(each.getValue(), WARM_UP, 0, folder);
                    Folder.truncate(folder);
                }
                measured.put(each.getKey(), new ArrayList<>());
            }
            for (int round = 0; round < rounds; round++) {
                for (Map.Entry<String, Contender> each : contenders.entrySet()) {
                    Path folder = Folder.empty("pace-" + each.getKey().replaceAll("\\W.*", "") + "-" + round);
                    Map<Path, Used> before = used();
                    take(each.getValue(), IMAGES, 1_000_000_000L / A_SECOND, folder);
                    Used all = used().entrySet().stream().map(thread -> thread.getValue().since(before.get(thread.getKey())))
                            .reduce(new Used(0, 0, 0), Used::and);
                    double total = all.nanos() / 1e6 / IMAGES;
                    measured.get(each.getKey()).add(new double[] {total, total * all.user() / (all.user() + all.kernel())});
                }
            }
            Folder.delete("pace-warm-up");
            Main.table("| " + IMAGES + " files of 1920x1080 from JPEG frames, " + A_SECOND + " a second, " + rounds
                    + " rounds | processor time an image, ms | of it outside of the kernel, ms |", 3);
            measured.forEach((name, values) -> Main.row(name, text(values, 0), text(values, 1)));
        }
    }

    private static String text(List<double[]> values, int kind) {
        return Numbers.of(values.stream().mapToDouble(each -> each[kind]).toArray()).spread("%.2f");
    }

    private static void take(Contender contender, int images, long interval, Path folder) throws Exception {
        long next = System.nanoTime();
        for (int i = 0; i < images; i++) {
            contender.take(i, folder);
            next += interval;
            long left = next - System.nanoTime();
            if (left > 0) {
                Thread.sleep(left / 1_000_000, (int) (left % 1_000_000)); // the pace of a camera is what is measured
            }
        }
    }
}
