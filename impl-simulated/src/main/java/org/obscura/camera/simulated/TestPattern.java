package org.obscura.camera.simulated;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.obscura.camera.ControlKeys;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/** The test card in one resolution and pixel format: a resting part, and what is drawn for each frame. */
final class TestPattern {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd  xxx", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final int MARK = 0xff8a1f;
    private static final long TURN_MS = 4000;

    private final Resolution resolution;
    private final PixelFormat format;
    private final PatternGeometry g;
    private final byte[] resting;
    private final BufferPool pool;
    private final int markRadius;

    TestPattern(Resolution resolution, PixelFormat format, String name) {
        this.resolution = resolution;
        this.format = format;
        g = new PatternGeometry(resolution);
        resting = new byte[resolution.width() * resolution.height() * format.bytesPerPixel()];
        new TestPatternBackground(g, new Canvas(resting, resolution, format)).draw(name);
        pool = new BufferPool(resting);
        markRadius = (int) Math.max(1, Math.round(g.radius * 0.024));
    }

    Frame expose(long sequence, Instant time) {
        BufferPool.Slot slot = pool.take();
        Canvas canvas = new Canvas(slot.data, resolution, format);
        moveMark(slot, canvas, time);
        drawTexts(canvas, sequence, time.atZone(ZoneId.systemDefault()));
        FrameStrip.write(canvas, sequence, time);
        return new MemoryFrame(resolution, format, ByteBuffer.wrap(slot.data), sequence, time, () -> pool.give(slot));
    }

    /** Moves a dot round the circle, starting at the top with each fourth second. */
    private void moveMark(BufferPool.Slot slot, Canvas canvas, Instant time) {
        canvas.restore(resting, slot.markX - markRadius, slot.markY - markRadius, 2 * markRadius + 1);
        double angle = 2 * Math.PI * Math.floorMod(time.toEpochMilli(), TURN_MS) / TURN_MS;
        slot.markX = g.x(Math.sin(angle) * 1.055);
        slot.markY = g.y(-Math.cos(angle) * 1.055);
        for (int dy = -markRadius; dy <= markRadius; dy++) {
            int half = (int) Math.sqrt(markRadius * markRadius - dy * dy);
            canvas.fill(slot.markX - half, slot.markY + dy, 2 * half + 1, 1, MARK);
        }
    }

    private void drawTexts(Canvas canvas, long sequence, ZonedDateTime time) {
        int left = g.x(-PatternGeometry.CLOCK_HALF);
        int width = g.x(PatternGeometry.CLOCK_HALF) - left;
        int top = g.y(PatternGeometry.CLOCK_TOP);
        int bottom = g.y(PatternGeometry.FRAME_TOP);
        int dateTop = g.y(PatternGeometry.CLOCK_TOP + 0.03);
        int timeTop = g.y(PatternGeometry.CLOCK_TOP + 0.13);
        canvas.fill(left, top, width, bottom - top, TestPatternBackground.BLACK);
        canvas.text(DATE.format(time), left, dateTop, width, g.y(PatternGeometry.CLOCK_TOP + 0.11) - dateTop, TestPatternBackground.PAPER);
        canvas.text(CLOCK.format(time), left, timeTop, width, g.y(PatternGeometry.FRAME_TOP - 0.01) - timeTop, TestPatternBackground.WHITE);
        left = g.x(-PatternGeometry.FRAME_HALF);
        width = g.x(PatternGeometry.FRAME_HALF) - left;
        top = bottom;
        bottom = g.y(PatternGeometry.SIZE_TOP);
        canvas.fill(left, top, width, bottom - top, TestPatternBackground.SLATE);
        canvas.text(String.format(Locale.ROOT, "FRAME %06d", sequence), left, top, width, bottom - top, TestPatternBackground.WHITE);
    }

    /** Draws the values of the controls above the strips. */
    static void drawControls(Canvas canvas, ControlValues controls) {
        int bottom = FrameStrip.controlsTop(canvas.height());
        int height = canvas.height() / 24;
        canvas.fill(0, bottom - height, canvas.width(), height, TestPatternBackground.BLACK);
        String text = String.format(Locale.ROOT, "%.3fMS X%.2f %+.1fEV  %s  %s  B%+.2f C%.2f S%.2f  ZOOM %.1f",
                controls.exposureTime().toNanos() / 1e6, controls.gain(), controls.number(ControlKeys.EXPOSURE_COMPENSATION),
                controls.isAutomatic(ControlKeys.WHITE_BALANCE_MODE) ? "WB AUTO"
                        : (int) controls.number(ControlKeys.WHITE_BALANCE_TEMPERATURE) + "K",
                controls.isAutomatic(ControlKeys.FOCUS_MODE) ? "AF" : "F" + controls.number(ControlKeys.FOCUS_DISTANCE),
                controls.number(ControlKeys.IMAGE_BRIGHTNESS), controls.number(ControlKeys.IMAGE_CONTRAST),
                controls.number(ControlKeys.IMAGE_SATURATION), controls.number(ControlKeys.ZOOM));
        canvas.text(text, 0, bottom - height + 1, canvas.width(), height - 2, TestPatternBackground.WHITE);
        FrameStrip.write(canvas, controls);
    }
}
