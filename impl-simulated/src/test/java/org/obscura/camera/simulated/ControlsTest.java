package org.obscura.camera.simulated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obscura.camera.ControlKeys;
import org.obscura.camera.Region;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/** Controls act on the image, so that a saved file proves them. Expected levels are worked out from the colours of the card. */
class ControlsTest {
    private static final Resolution VGA = new Resolution(640, 480);

    private static Frame expose(PixelFormat format, Map<String, Object> controls) throws CameraException {
        return new TestPatternSource(List.of(VGA, new Resolution(320, 240)), "front").open(VGA, PixelFormat.BGR24).expose(1,
                JumpingClock.START, format,
                controls.isEmpty() ? ControlValues.defaults() : ControlValues.of(controls, VGA));
    }

    private static BufferedImage image(Map<String, Object> controls) throws CameraException {
        return TestImages.of(expose(PixelFormat.BGR24, controls));
    }

    private static int colour(BufferedImage image, ColourBar bar) {
        return image.getRGB(bar.x(VGA), bar.y(VGA)) & 0xffffff;
    }

    private static Map<String, Object> manual(int millis, double gain) {
        return Map.of(ControlKeys.EXPOSURE_MODE, "manual", ControlKeys.EXPOSURE_TIME, Duration.ofMillis(millis), ControlKeys.EXPOSURE_GAIN,
                gain);
    }

    @Test
    void withoutControlsTheCardIsAsItIsDrawn() throws CameraException {
        assertEquals(Optional.empty(), FrameStrip.readControls(image(Map.of())));
        assertEquals(Map.of(), expose(PixelFormat.BGR24, Map.of()).getControls());
    }

    @Test
    void exposureTimeAndGainMultiplyTheLight() throws CameraException {
        assertEquals(0x808080, colour(image(manual(5, 1)), ColourBar.WHITE), "half of 255, rounded");
        assertEquals(0x404040, colour(image(manual(1, 2.5)), ColourBar.WHITE), "a quarter");
        assertEquals(0xffff00, colour(image(manual(20, 1)), ColourBar.YELLOW), "no more than white");
        assertEquals(0x808000, colour(image(Map.of(ControlKeys.EXPOSURE_COMPENSATION, -1.0)), ColourBar.YELLOW));
    }

    @Test
    void brightnessContrastAndSaturationChangeTheColours() throws CameraException {
        assertEquals(0xb3b3b3, colour(image(Map.of(ControlKeys.IMAGE_BRIGHTNESS, -0.3)), ColourBar.WHITE), "255 - 76.5");
        assertEquals(0x404040, colour(image(Map.of(ControlKeys.IMAGE_CONTRAST, 0.5)), ColourBar.BLACK), "127.5 - 63.75");
        assertEquals(0x4c4c4c, colour(image(Map.of(ControlKeys.IMAGE_SATURATION, 0.0)), ColourBar.RED), "0.299 of 255");
    }

    @Test
    void theColourTemperatureTints() throws CameraException {
        int cold = colour(image(Map.of(ControlKeys.WHITE_BALANCE_MODE, "manual", ControlKeys.WHITE_BALANCE_TEMPERATURE, 2200,
                ControlKeys.EXPOSURE_COMPENSATION, -1.0)), ColourBar.WHITE);
        assertEquals(0x8180ca & 0x00ff00, cold & 0x00ff00);
        assertEquals(81, cold >> 16, 1, "127.5 times the root of 0.4");
        assertEquals(202, cold & 0xff, 1, "127.5 divided by the root of 0.4");
    }

    @Test
    void zoomAndRegionCrop() throws CameraException {
        BufferedImage all = image(Map.of());
        BufferedImage zoomed = image(Map.of(ControlKeys.ZOOM, 2.0));
        BufferedImage region = image(Map.of(ControlKeys.REGION, new Region(160, 120, 320, 240)));
        for (int[] at : new int[][] {{320, 240}, {250, 190}, {400, 230}, {300, 150}}) {
            int expected = all.getRGB(160 + at[0] / 2, 120 + at[1] / 2);
            assertEquals(expected, zoomed.getRGB(at[0], at[1]));
            assertEquals(expected, region.getRGB(at[0], at[1]));
        }
    }

    @Test
    void anotherFocusDistanceThanThatOfTheCardBlurs() throws CameraException {
        assertTrue(edges(image(Map.of(ControlKeys.FOCUS_MODE, "manual", ControlKeys.FOCUS_DISTANCE, 5.0))) < edges(image(Map.of())) / 2);
    }

    private static long edges(BufferedImage image) {
        long sum = 0;
        for (int y = 50; y < 350; y++) {
            for (int x = 1; x < 639; x++) {
                sum += Math.abs((image.getRGB(x, y) & 0xff) - (image.getRGB(x - 1, y) & 0xff));
            }
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(names = {"BGR24", "RGB24", "GRAY8", "JPEG"})
    void theStripHoldsTheValuesOfEveryFormat(PixelFormat format) throws Exception {
        Map<String, Object> wanted = Map.ofEntries(Map.entry(ControlKeys.EXPOSURE_MODE, "manual"),
                Map.entry(ControlKeys.EXPOSURE_TIME, Duration.ofNanos(4_217_000)), Map.entry(ControlKeys.EXPOSURE_GAIN, 3.14),
                Map.entry(ControlKeys.WHITE_BALANCE_MODE, "manual"), Map.entry(ControlKeys.WHITE_BALANCE_TEMPERATURE, 6510),
                Map.entry(ControlKeys.FOCUS_MODE, "manual"), Map.entry(ControlKeys.FOCUS_DISTANCE, 2.3),
                Map.entry(ControlKeys.IMAGE_BRIGHTNESS, -0.27), Map.entry(ControlKeys.IMAGE_CONTRAST, 1.93),
                Map.entry(ControlKeys.IMAGE_SATURATION, 0.58), Map.entry(ControlKeys.ZOOM, 1.7),
                Map.entry(ControlKeys.REGION, new Region(1, 2, 600, 470)));
        Frame frame = expose(format, wanted);
        assertEquals(wanted, frame.getControls());
        BufferedImage image = format == PixelFormat.JPEG ? TestImages.decode(frame.getData().array()) : TestImages.of(frame);
        Map<String, Object> read = FrameStrip.readControls(image).orElseThrow();
        read.keySet().retainAll(wanted.keySet());
        assertEquals(wanted, read);
        assertEquals(1, FrameStrip.read(image).orElseThrow().sequence());
    }

    @Test
    void aValueThatAModeRulesIsRefusedWithTheModeToSet() {
        for (Map<String, Object> controls : List.<Map<String, Object>>of(Map.of(ControlKeys.EXPOSURE_GAIN, 2.0),
                Map.of(ControlKeys.WHITE_BALANCE_TEMPERATURE, 3000), Map.of(ControlKeys.FOCUS_DISTANCE, 1.0))) {
            String message = refusal(controls);
            assertTrue(message.contains("has no effect while ") && message.contains(".mode=manual"), message);
        }
        assertTrue(refusal(Map.of(ControlKeys.EXPOSURE_MODE, "manual", ControlKeys.EXPOSURE_COMPENSATION, 1.0)).contains("mode=auto"));
    }

    @Test
    void aWrongValueIsRefusedWithTheRange() {
        assertEquals("zoom=9 is not supported; it must be 1 to 8 x", refusal(Map.of(ControlKeys.ZOOM, 9.0)));
        assertTrue(refusal(Map.of(ControlKeys.FOCUS_MODE, "continuous")).endsWith("it must be auto or manual"));
        assertTrue(refusal(Map.of(ControlKeys.REGION, new Region(600, 0, 100, 100))).endsWith("a region within 640x480"));
        assertTrue(refusal(Map.of(ControlKeys.PAN, 1.0)).contains("no control 'pan'"));
    }

    private static String refusal(Map<String, Object> controls) {
        CameraException e = assertThrows(CameraException.class, () -> ControlValues.of(controls, VGA));
        assertEquals(Reason.NOT_SUPPORTED, e.getReason());
        return e.getMessage();
    }

    @Test
    void theCardBeforeTheEffectsIsNotChanged() throws CameraException {
        byte[] before = expose(PixelFormat.GRAY8, Map.of()).getData().array().clone();
        expose(PixelFormat.GRAY8, manual(1, 1));
        assertArrayEquals(before, expose(PixelFormat.GRAY8, Map.of()).getData().array());
    }
}
