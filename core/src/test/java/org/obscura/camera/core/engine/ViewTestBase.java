package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import javax.imageio.ImageIO;

import org.obscura.camera.ViewFrame;
import org.obscura.camera.ViewOptions;

/** Viewers of cameras. */
abstract class ViewTestBase extends EngineTestBase {
    static final ViewOptions FAST = new ViewOptions(640, ViewOptions.MAX_RATE);

    final BlockingQueue<ViewFrame> frames = new LinkedBlockingQueue<>();

    ViewFrame next() throws InterruptedException {
        return next(frames);
    }

    static ViewFrame next(BlockingQueue<ViewFrame> from) throws InterruptedException {
        ViewFrame frame = from.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("no frame within " + PATIENCE_SECONDS + " s");
        }
        return frame;
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, what);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    static BufferedImage image(ViewFrame frame) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(bytes(frame.jpeg())));
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
