package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.core.Undeclared;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.PixelFormat;

/** Requests whose frame is checked, and exposed once more. The device makes frames whose brightness is their number. */
class FrameCheckTest extends EngineTestBase {
    private static final int STEP = 60;

    private final List<Integer> checked = new CopyOnWriteArrayList<>();

    /** Accepts the frames from a number on. */
    private Predicate<ViewFrame> from(int number) {
        return frame -> {
            int found = Math.round(gray(frame) / (float) STEP);
            checked.add(found);
            return found >= number;
        };
    }

    private static int gray(ViewFrame frame) {
        try {
            ByteBuffer jpeg = frame.jpeg();
            byte[] bytes = new byte[jpeg.remaining()];
            jpeg.get(bytes);
            return ImageIO.read(new ByteArrayInputStream(bytes)).getRGB(0, 0) & 0xff;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void give(ManualDevice device, int number) {
        device.give(each -> {
            byte[] pixels = new byte[ManualDevice.LARGE.width() * ManualDevice.LARGE.height() * 3];
            Arrays.fill(pixels, (byte) (number * STEP));
            return each.frame(ManualDevice.LARGE, PixelFormat.BGR24, pixels);
        });
    }

    private static int saved(Path path) throws IOException {
        return Math.round((ImageIO.read(path.toFile()).getRGB(0, 0) & 0xff) / (float) STEP);
    }

    @Test
    void anAcceptedFrameIsSaved() throws Exception {
        ManualDevice device = context.plug("a");
        give(device, 1);
        CaptureRequest request = context.camera("front", "format", "png").submit(CaptureOptions.defaults(), from(1));
        assertEquals(1, saved(context.awaitSaved(request.getId())));
        assertEquals(List.of(1), checked);
    }

    @Test
    void aRefusedFrameIsExposedOnceMoreAndLeavesNothing() throws Exception {
        ManualDevice device = context.plug("a");
        give(device, 0);
        give(device, 1);
        CameraService camera = context.camera("front", "format", "png");
        CaptureRequest request = camera.submit(CaptureOptions.defaults(), from(1));
        assertEquals(1, saved(context.awaitSaved(request.getId())));
        assertEquals(List.of(0, 1), checked);
        assertEquals(1, names().size(), names()::toString);
        assertEquals(1, context.events("IMAGE_EXPOSED").size());
        assertEquals(1, camera.getStatistics().saved());
    }

    @Test
    void theSecondFrameIsSavedWhateverTheCheckSays() throws Exception {
        ManualDevice device = context.plug("a");
        give(device, 0);
        give(device, 1);
        give(device, 2);
        CaptureRequest request = context.camera("front", "format", "png").submit(CaptureOptions.defaults(), from(2));
        assertEquals(1, saved(context.awaitSaved(request.getId())));
        assertEquals(List.of(0, 1), checked);
    }

    @Test
    void keepsTheOrderOfTheRequests() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "format", "png");
        int first = camera.submit(CaptureOptions.defaults(), from(1)).getId();
        int second = camera.capture();
        give(device, 0);
        give(device, 1);
        give(device, 2);
        assertEquals(2, saved(context.awaitSaved(second)));
        assertEquals(1, saved(context.awaitSaved(first)));
        assertEquals(List.of(first, second), requests(context.events("IMAGE_SAVED")));
    }

    @Test
    void aFrameThatIsNotValidIsExposedOnceMore() throws Exception {
        ManualDevice device = context.plug("a");
        device.give(each -> each.frame(ManualDevice.LARGE, PixelFormat.JPEG, new byte[100]));
        give(device, 1);
        CameraService camera = context.camera("front", "format", "png");
        assertEquals(1, saved(context.awaitSaved(camera.submit(CaptureOptions.defaults(), from(1)).getId())));
        assertEquals(List.of(1), checked);
        device.give(each -> each.frame(ManualDevice.LARGE, PixelFormat.JPEG, new byte[100]));
        device.give(each -> each.frame(ManualDevice.LARGE, PixelFormat.JPEG, new byte[100]));
        String message = context.awaitFailed(camera.submit(CaptureOptions.defaults(), from(1)).getId(), CaptureError.FORMAT);
        assertTrue(message.contains("not valid"), message);
    }

    @Test
    void aDeviceThatIsLostBetweenIsReplaced() throws Exception {
        ManualDevice device = context.plug("a");
        give(device, 0);
        device.giveFailure(Reason.DISCONNECTED, "unplugged");
        CaptureRequest request = context.camera("front", "format", "png").submit(CaptureOptions.defaults(), from(1));
        device.awaitAsked();
        device.awaitAsked();
        ManualDevice other = context.plug("b");
        give(other, 2);
        context.unplug(device);
        assertEquals(2, saved(context.awaitSaved(request.getId())));
        assertEquals(List.of(0, 2), checked);
    }

    @Test
    void aRequestThatIsCancelledDuringTheCheckIsNotExposedAgain() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "format", "png");
        CountDownLatch checking = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        CaptureRequest request = camera.submit(CaptureOptions.defaults(), frame -> {
            checking.countDown();
            try {
                return !cancelled.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        give(device, 0);
        assertTrue(checking.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertTrue(request.cancel());
        cancelled.countDown();
        context.awaitFailed(request.getId(), CaptureError.CANCELLED);
        give(device, 1);
        assertEquals(1, saved(context.awaitSaved(camera.capture())));
    }

    @Test
    void aCheckThatThrowsAcceptsTheFrame() throws Exception {
        ManualDevice device = context.plug("a");
        give(device, 1);
        CaptureRequest request = context.camera("front", "format", "png").submit(CaptureOptions.defaults(), frame -> {
            throw new IllegalStateException("check");
        });
        assertEquals(1, saved(context.awaitSaved(request.getId())));
        assertTrue(context.warnings.stream().anyMatch(warning -> warning.contains("check of the frame threw")), context.warnings::toString);
    }

    @Test
    void aCheckThatThrowsWhatItDoesNotDeclareAcceptsTheFrame() throws Exception {
        ManualDevice device = context.plug("a");
        give(device, 1);
        CameraService camera = context.camera("front", "format", "png");
        CaptureRequest request = camera.submit(CaptureOptions.defaults(), frame -> {
            throw Undeclared.thrown(new IOException("check"));
        });
        assertEquals(1, saved(context.awaitSaved(request.getId())));
        assertTrue(context.warnings.stream().anyMatch(warning -> warning.contains("check of the frame threw")), context.warnings::toString);
    }

    @Test
    void aFrameWhoseDecodingEndsWithAnErrorIsRefused() throws Exception {
        ManualDevice device = context.plug("a");
        device.give(d -> failing(d.frame(null), "getData", 2, new NoClassDefFoundError("sun/java2d")));
        give(device, 2);
        CaptureRequest request = context.camera("front", "format", "png").submit(CaptureOptions.defaults(), frame -> true);
        assertEquals(2, saved(context.awaitSaved(request.getId())));
    }

    @Test
    void aMaskIsNotInTheWayOfTheCheck() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "image.mask", "0,0,8,8", "format", "png");
        give(device, 2);
        CaptureRequest request = camera.submit(CaptureOptions.defaults(), frame -> gray(frame) > STEP);
        assertEquals(0, saved(context.awaitSaved(request.getId())));
        assertEquals(1, device.exposures());
    }
}
