package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.Resolution;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.ViewOptions;
import org.obscura.camera.ViewSession;
import org.obscura.camera.core.metadata.EmbeddedMetadata;
import org.obscura.camera.core.metadata.TestImages;
import org.obscura.camera.spi.PixelFormat;

/** The images that viewers receive of JPEG frames. */
class ViewFramesTest extends ViewTestBase {
    @Test
    void smallJpegOfACameraIsHandedOnAndALargeOneIsScaled() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(32, 16, BufferedImage.TYPE_3BYTE_BGR), "jpeg", jpeg);
        byte[] original = jpeg.toByteArray();
        BlockingQueue<ViewFrame> small = new LinkedBlockingQueue<>();
        try (ViewSession a = camera.view(FAST, frames::add); ViewSession b = camera.view(new ViewOptions(16, 30), small::add)) {
            device.give(hand -> hand.frame(new Resolution(32, 16), PixelFormat.JPEG, original));
            byte[] handedOn = bytes(next().jpeg());
            byte[] scan = java.util.Arrays.copyOfRange(original, original.length - 100, original.length);
            assertArrayEquals(scan, java.util.Arrays.copyOfRange(handedOn, handedOn.length - 100, handedOn.length));
            assertEquals(16, image(next(small)).getWidth());
            assertTrue(a.isOpen() && b.isOpen());
        }
    }

    @Test
    void jpegOfACameraIsShownUprightAsItSays() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        byte[] turned = TestImages.turned();
        BlockingQueue<ViewFrame> small = new LinkedBlockingQueue<>();
        try (ViewSession a = camera.view(FAST, frames::add); ViewSession b = camera.view(new ViewOptions(16, 30), small::add)) {
            device.give(hand -> hand.frame(new Resolution(96, 64), PixelFormat.JPEG, turned));
            assertUpright(next(), 64, 96);
            assertUpright(next(small), 16, 24);
            assertTrue(a.isOpen() && b.isOpen());
        }
    }

    /** Programs that show a JPEG turn it as it says, most others do not. */
    private static void assertUpright(ViewFrame frame, int width, int height) throws Exception {
        BufferedImage image = image(frame);
        assertEquals(width, image.getWidth());
        assertEquals(height, image.getHeight());
        assertTrue((image.getRGB(width / 16, height / 2) & 0xff) > 200 && (image.getRGB(width - 1 - width / 16, height / 2) & 0xff) < 100,
                "what was below is left");
        assertEquals(0, Objects.requireNonNullElse(EmbeddedMetadata.of(frame.jpeg()).value(MetadataKeys.ORIENTATION), 0));
    }

    @Test
    void smallJpegThatIsHandedOnSaysTheOrientationThatTheApplicationSets() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        camera.setMetadata(MetadataKeys.ORIENTATION, 0);
        byte[] turned = TestImages.turned();
        try (ViewSession session = camera.view(FAST, frames::add)) {
            device.give(hand -> hand.frame(new Resolution(96, 64), PixelFormat.JPEG, turned));
            ViewFrame frame = next();
            assertEquals(96, image(frame).getWidth());
            assertEquals(0, EmbeddedMetadata.of(frame.jpeg()).value(MetadataKeys.ORIENTATION));
            assertTrue(session.isOpen());
        }
    }
}
