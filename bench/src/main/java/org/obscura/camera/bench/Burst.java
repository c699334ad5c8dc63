package org.obscura.camera.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.spi.PixelFormat;

/** As many JPEG files of 1920x1080 as one camera gives, against all who can do that. */
final class Burst {
    private static final int COUNT = Integer.getInteger("bench.burst", 500);
    private static final int QUALITY = 90;
    private static final int WARM_UPS = 2;

    private Burst() {
    }

    /** A program that writes that many images to a folder. */
    interface Contender {
        void run(int count, Path folder) throws Exception;
    }

    static void run(int rounds) throws Exception {
        List<byte[]> frames = Scene.frames(Scene.FULL);
        RawFrames raw = RawFrames.of(Scene.FULL, frames);
        try (Obscura obscura = new Obscura(true); WebcamPeer webcam = new WebcamPeer(Scene.FULL, frames)) {
            obscura.register(new BenchDevice("burst", Scene.FULL, PixelFormat.BGR24, frames));
            obscura.register(BenchDevice.direct("burst-direct", Scene.FULL, PixelFormat.BGR24, frames));
            Map<String, Contender> contenders = new LinkedHashMap<>();
            Map<String, Object> settings = Map.of("queue.capacity", COUNT, "quality", QUALITY);
            CameraCapture camera = obscura.camera("burst", Folder.empty("ours"), settings);
            CameraCapture direct = obscura.camera("burst-direct", Folder.empty("ours"), settings);
            Saved saved = new Saved("burst");
            obscura.register(saved);
            boolean turbo = obscura.turbo() != null;
            if (turbo) {
                contenders.put("ours, libjpeg-turbo", (count, to) -> ours(obscura, true, camera, saved, count, to));
                contenders.put("ours, libjpeg-turbo, frames outside of the heap",
                        (count, to) -> ours(obscura, true, direct, saved, count, to));
            }
            contenders.put("ours, ImageIO", (count, to) -> ours(obscura, false, camera, saved, count, to));
            contenders.put("webcam-capture + ImageIO.write, its own driver's images", webcam.asItsOwnDriver());
            contenders.put("webcam-capture + ImageIO.write, images in BGR", webcam);
            contenders.putAll(raw.peers(QUALITY));
            compare(contenders, rounds, turbo ? "ours, libjpeg-turbo" : "ours, ImageIO");
        }
    }

    private static void ours(Obscura obscura, boolean turbo, CameraCapture camera, Saved saved, int count, Path folder) throws Exception {
        obscura.setTurbo(turbo);
        int before = saved.count();
        CaptureOptions options = CaptureOptions.builder().location(folder + "/").build();
        for (int i = 0; i < count; i++) {
            camera.submit(options);
        }
        saved.await(before + count);
    }

    static void compare(Map<String, Contender> contenders, int rounds, String ours) throws Exception {
        Map<String, double[]> rates = new LinkedHashMap<>();
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (int round = -WARM_UPS; round < rounds; round++) {
            for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
                int count = COUNT;
                double rate = rate(contender.getValue(), count, sizes, contender.getKey());
                if (round >= 0) {
                    rates.computeIfAbsent(contender.getKey(), key -> new double[rounds])[round] = rate;
                }
            }
        }
        Folder.delete("burst");
        Main.table("| " + COUNT + " files | files/s: median (least to greatest) | ours / this, paired | bytes a file |", 4);
        rates.forEach((name, values) -> Main.row(name, Numbers.of(values).spread("%.1f"),
                Numbers.ratios(rates.get(ours), values).spread("%.2f"), sizes.get(name)));
    }

    private static double rate(Contender contender, int count, Map<String, Long> sizes, String name) throws Exception {
        Path folder = Folder.fresh("burst");
        long begin = System.nanoTime();
        contender.run(count, folder);
        double seconds = (System.nanoTime() - begin) / 1e9;
        sizes.put(name, Folder.meanSize(folder, count));
        Folder.truncate(folder);
        return count / seconds;
    }
}
