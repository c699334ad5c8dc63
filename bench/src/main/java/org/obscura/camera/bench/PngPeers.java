package org.obscura.camera.bench;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.obscura.camera.Resolution;
import org.obscura.camera.core.image.ImageIoEncoder;
import org.obscura.camera.core.image.PngEncoder;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/** PNG in memory by one thread: ours, the JDK's, and libpng as it comes and set for speed. */
final class PngPeers {
    private static final int COUNT = Integer.getInteger("bench.png", 2 * Scene.FRAMES);
    private static final String OURS = "ours";

    private PngPeers() {
    }

    /** A program that encodes that many images. */
    interface Contender {
        Made run(int count) throws Exception;
    }

    /**
     * The result of one program.
     *
     * @param nanos how long it took
     * @param bytes how many came out
     * @param last the last image, to see that it is one
     */
    record Made(long nanos, long bytes, byte[] last) {
    }

    static void run(int rounds) throws Exception {
        for (Resolution size : List.of(Scene.SMALL, Scene.FULL)) {
            compare(size + ", as a sensor sees", size, Scene.frames(size), rounds);
            compare(size + ", drawn", size, Scene.drawings(size), rounds);
        }
    }

    private static void compare(String scene, Resolution size, List<byte[]> frames, int rounds) throws Exception {
        Map<String, Contender> contenders = new LinkedHashMap<>();
        contenders.put(OURS, count -> encode(new PngEncoder(), size, frames, count));
        contenders.put("JDK's ImageIO", count -> encode(new ImageIoEncoder(), size, frames, count));
        Path raw = RawFrames.of(size, frames).all();
        LibpngPeer.build().ifPresent(peer -> contenders.putAll(peer.contenders(size, raw)));
        Map<String, double[]> times = new LinkedHashMap<>();
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (int round = -1; round < rounds; round++) {
            for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
                Made made = contender.getValue().run(COUNT);
                if (round < 0) {
                    FramePixels.check(contender.getKey(), made.last(), size, frames.get((COUNT - 1) % frames.size()));
                } else {
                    times.computeIfAbsent(contender.getKey(), key -> new double[rounds])[round] = made.nanos() / 1e6 / COUNT;
                    sizes.put(contender.getKey(), made.bytes() / COUNT);
                }
            }
        }
        Main.table("| PNG of " + scene + " | ms an image: median (least to greatest) | this / ours, paired | bytes an image |", 4);
        times.forEach(
                (name, values) -> Main.row(name, Numbers.of(values).spread("%.1f"), Numbers.ratios(values, times.get(OURS)).spread("%.2f"),
                        sizes.get(name)));
    }

    private static Made encode(ImageEncoder encoder, Resolution size, List<byte[]> frames, int count) throws Exception {
        long bytes = 0;
        ByteBuffer last = null;
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            Frame frame = new MemoryFrame(size, PixelFormat.BGR24, frames.get(i % frames.size()), i, Instant.EPOCH);
            last = encoder.encode(frame, "png", 90);
            bytes += last.remaining();
        }
        return new Made(System.nanoTime() - begin, bytes, Copy.bytes(last));
    }
}
