package org.obscura.camera.itest;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

import org.obscura.camera.ControlKeys;
import org.obscura.camera.itest.support.TestPatternReading;

/**
 * Values of controls, and what the test card says of those that it was exposed with: two rows of cells above those of
 * {@link TestPatternReading}, with a reader of its own.
 */
record ControlReading(boolean manual, int micros, int gainHundredths, int brightnessHundredths, int contrastHundredths,
        int saturationHundredths, int zoomTenths) {
    private static final int EXPOSURE_ROW = 33;
    private static final int IMAGE_ROW = 32;

    /** Draws a set of values. */
    static ControlReading random(Random random) {
        return new ControlReading(true, 5_000 + random.nextInt(10_000), 100 + random.nextInt(200), random.nextInt(101) - 50,
                50 + random.nextInt(101), random.nextInt(201), 10 + random.nextInt(31));
    }

    ControlReading withContrast(int hundredths) {
        return new ControlReading(manual, micros, gainHundredths, brightnessHundredths, hundredths, saturationHundredths, zoomTenths);
    }

    ControlReading withSaturation(int hundredths) {
        return new ControlReading(manual, micros, gainHundredths, brightnessHundredths, contrastHundredths, hundredths, zoomTenths);
    }

    /** Returns the controls of a request. */
    Map<String, Object> values() {
        return Map.of(ControlKeys.EXPOSURE_MODE, "manual", ControlKeys.EXPOSURE_TIME, Duration.ofNanos(micros * 1000L),
                ControlKeys.EXPOSURE_GAIN, gainHundredths / 100.0, ControlKeys.IMAGE_BRIGHTNESS, brightnessHundredths / 100.0,
                ControlKeys.IMAGE_CONTRAST, contrastHundredths / 100.0, ControlKeys.IMAGE_SATURATION, saturationHundredths / 100.0,
                ControlKeys.ZOOM, zoomTenths / 10.0);
    }

    /** Reads an image that was exposed with controls. */
    static ControlReading of(BufferedImage image) {
        long exposure = TestPatternReading.row(image, EXPOSURE_ROW);
        long colours = TestPatternReading.row(image, IMAGE_ROW);
        return new ControlReading(bits(exposure, 43, 1) == 1, bits(exposure, 17, 24), bits(exposure, 6, 11), bits(colours, 23, 8) - 100,
                bits(colours, 15, 8), bits(colours, 7, 8), bits(colours, 0, 7));
    }

    private static int bits(long value, int from, int count) {
        return (int) (value >> from & (1L << count) - 1);
    }
}
