package org.obscura.camera.simulated;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.obscura.camera.ControlKeys;
import org.obscura.camera.Region;

/** Packs the values of the controls into the numbers of three strips, exactly within the steps of the controls. */
final class ControlStrip {
    private static final int REGION_BITS = 12;

    private ControlStrip() {
    }

    /** Writes fields of bits, the first one highest, and reads them again. */
    private static final class Bits {
        private long value;
        private int left;

        private Bits() {
        }

        private Bits(long value, int left) {
            this.value = value;
            this.left = left;
        }

        private Bits put(double number, int bits) {
            value = value << bits | Math.max(0, Math.min((1L << bits) - 1, Math.round(number)));
            return this;
        }

        private long next(int bits) {
            left -= bits;
            return value >>> left & (1L << bits) - 1;
        }
    }

    static long exposure(ControlValues controls) {
        return new Bits().put(manual(controls, ControlKeys.EXPOSURE_MODE), 1).put(manual(controls, ControlKeys.WHITE_BALANCE_MODE), 1)
                .put(manual(controls, ControlKeys.FOCUS_MODE), 1).put(controls.exposureTime().toNanos() / 1e3, 24)
                .put(controls.gain() * 100, 11).put((controls.number(ControlKeys.EXPOSURE_COMPENSATION) + 3) * 10, 6).value;
    }

    static long image(ControlValues controls) {
        Map<String, Object> used = controls.used();
        return new Bits().put(number(used, ControlKeys.WHITE_BALANCE_TEMPERATURE) / 10, 10)
                .put(number(used, ControlKeys.FOCUS_DISTANCE) * 10, 7).put((number(used, ControlKeys.IMAGE_BRIGHTNESS) + 1) * 100, 8)
                .put(number(used, ControlKeys.IMAGE_CONTRAST) * 100, 8).put(number(used, ControlKeys.IMAGE_SATURATION) * 100, 8)
                .put(number(used, ControlKeys.ZOOM) * 10, 7).value;
    }

    static long region(ControlValues controls) {
        Region region = controls.region();
        return region == null ? 0 : new Bits().put(region.x(), REGION_BITS).put(region.y(), REGION_BITS).put(region.width(), REGION_BITS)
                .put(region.height(), REGION_BITS).value;
    }

    private static int manual(ControlValues controls, String mode) {
        return controls.isAutomatic(mode) ? 0 : 1;
    }

    private static double number(Map<String, Object> used, String key) {
        return ((Number) used.get(key)).doubleValue();
    }

    static Map<String, Object> read(long exposure, long image, long region) {
        Map<String, Object> values = new LinkedHashMap<>();
        Bits bits = new Bits(exposure, 44);
        values.put(ControlKeys.EXPOSURE_MODE, mode(bits));
        values.put(ControlKeys.WHITE_BALANCE_MODE, mode(bits));
        values.put(ControlKeys.FOCUS_MODE, mode(bits));
        values.put(ControlKeys.EXPOSURE_TIME, Duration.ofNanos(bits.next(24) * 1000));
        values.put(ControlKeys.EXPOSURE_GAIN, bits.next(11) / 100.0);
        values.put(ControlKeys.EXPOSURE_COMPENSATION, (bits.next(6) - 30) / 10.0);
        bits = new Bits(image, 48);
        values.put(ControlKeys.WHITE_BALANCE_TEMPERATURE, (int) bits.next(10) * 10);
        values.put(ControlKeys.FOCUS_DISTANCE, bits.next(7) / 10.0);
        values.put(ControlKeys.IMAGE_BRIGHTNESS, (bits.next(8) - 100) / 100.0);
        values.put(ControlKeys.IMAGE_CONTRAST, bits.next(8) / 100.0);
        values.put(ControlKeys.IMAGE_SATURATION, bits.next(8) / 100.0);
        values.put(ControlKeys.ZOOM, bits.next(7) / 10.0);
        if (region != 0) {
            bits = new Bits(region, 4 * REGION_BITS);
            values.put(ControlKeys.REGION, new Region((int) bits.next(REGION_BITS), (int) bits.next(REGION_BITS),
                    (int) bits.next(REGION_BITS), (int) bits.next(REGION_BITS)));
        }
        return values;
    }

    private static String mode(Bits bits) {
        return bits.next(1) == 1 ? ControlValues.MANUAL : ControlValues.AUTO;
    }
}
