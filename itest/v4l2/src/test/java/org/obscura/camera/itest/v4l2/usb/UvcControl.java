package org.obscura.camera.itest.v4l2.usb;

import java.util.ArrayList;
import java.util.List;

/** A control of a camera, as the USB Video Class numbers them. */
final class UvcControl {
    static final int CAMERA_TERMINAL = 1;
    static final int PROCESSING_UNIT = 2;

    final int entity;
    final int selector;
    final String name;
    final int length;
    final int min;
    final int max;
    final int step;
    final int initial;
    private volatile int value;

    private UvcControl(int entity, int selector, String name, int length, int min, int max, int step, int initial) {
        this.entity = entity;
        this.selector = selector;
        this.name = name;
        this.length = length;
        this.min = min;
        this.max = max;
        this.step = step;
        this.initial = initial;
        this.value = initial;
    }

    int value() {
        return value;
    }

    void set(int newValue) {
        value = newValue;
    }

    /** The controls of a usual webcam. */
    static List<UvcControl> usual() {
        List<UvcControl> all = new ArrayList<>();
        all.add(new UvcControl(CAMERA_TERMINAL, 0x02, "ae_mode", 1, 1, 8, 1 | 8, 8));
        all.add(new UvcControl(CAMERA_TERMINAL, 0x04, "exposure", 4, 3, 2047, 1, 250));
        all.add(new UvcControl(CAMERA_TERMINAL, 0x06, "focus", 2, 0, 250, 5, 0));
        all.add(new UvcControl(CAMERA_TERMINAL, 0x08, "focus_auto", 1, 0, 1, 1, 1));
        all.add(new UvcControl(CAMERA_TERMINAL, 0x0b, "zoom", 2, 100, 500, 1, 100));
        all.add(new UvcControl(PROCESSING_UNIT, 0x02, "brightness", 2, -64, 64, 1, 0));
        all.add(new UvcControl(PROCESSING_UNIT, 0x03, "contrast", 2, 0, 95, 1, 32));
        all.add(new UvcControl(PROCESSING_UNIT, 0x04, "gain", 2, 0, 100, 1, 0));
        all.add(new UvcControl(PROCESSING_UNIT, 0x05, "power_line", 1, 0, 2, 1, 1));
        all.add(new UvcControl(PROCESSING_UNIT, 0x07, "saturation", 2, 0, 100, 1, 55));
        all.add(new UvcControl(PROCESSING_UNIT, 0x08, "sharpness", 2, 1, 7, 1, 2));
        all.add(new UvcControl(PROCESSING_UNIT, 0x0a, "wb_temperature", 2, 2800, 6500, 10, 4600));
        all.add(new UvcControl(PROCESSING_UNIT, 0x0b, "wb_auto", 1, 0, 1, 1, 1));
        return List.copyOf(all);
    }
}
