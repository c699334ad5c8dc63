package org.obscura.camera.core.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Region;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.config.EditSettings;
import org.obscura.camera.core.config.EditSettings.Flip;
import org.obscura.camera.core.pattern.PatternValues;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.LosslessTransform;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/** Applies the edits of a camera to a frame. The result has memory of its own. */
public final class FrameEditor {
    private final Encoders encoders;
    private final EditSettings edits;

    public FrameEditor(Encoders encoders, EditSettings edits) {
        this.encoders = encoders;
        this.edits = edits;
    }

    /**
     * Returns the edited frame: a JPEG frame that stays one without loss where an encoder can do that, else pixels.
     *
     * @param format the format of the image
     * @param orientation by how many degrees the frame is to be turned clockwise to be upright
     * @param warnings receives what could not be done
     */
    public Frame edit(Frame frame, ImageFormat format, int orientation, PatternValues values, Consumer<String> warnings)
            throws IOException {
        Region crop = crop(frame.getResolution());
        LosslessTransform transform = transform(crop, orientation);
        if (frame.getPixelFormat() == PixelFormat.JPEG) {
            ByteBuffer lossless = format.name().equals(ImageFormat.JPEG.name()) && !edits.needsPixels()
                    ? encoders.transform(frame.getData(), transform, size(frame.getResolution(), transform)) : null;
            if (lossless != null) {
                return new MemoryFrame(size(frame.getResolution(), transform), PixelFormat.JPEG, lossless, frame.getSequence(),
                        frame.getTimestamp(), () -> {});
            }
            try (Frame decoded = encoders.decoded(frame)) {
                return edit(Pixels.of(decoded), transform, values, warnings).frame(frame);
            }
        }
        return edit(Pixels.of(frame), transform, values, warnings).frame(frame);
    }

    private @Nullable Region crop(Resolution size) throws IOException {
        Region crop = edits.crop();
        if (crop == null) {
            return null;
        }
        if (crop.x() >= size.width() || crop.y() >= size.height()) {
            throw new IOException("image.crop=" + crop + " lies outside of the frame of " + size);
        }
        return new Region(crop.x(), crop.y(), Math.min(crop.width(), size.width() - crop.x()),
                Math.min(crop.height(), size.height() - crop.y()));
    }

    private LosslessTransform transform(@Nullable Region crop, int orientation) {
        int degrees = edits.rotation().degrees() + (edits.isUpright() ? orientation : 0);
        // what is seen is turned by the orientation that remains, which exchanges the directions
        boolean across = !edits.isUpright() && orientation % 180 != 0;
        boolean vertical = edits.flip() == (across ? Flip.HORIZONTAL : Flip.VERTICAL);
        return new LosslessTransform(crop, Math.floorMod(degrees + (vertical ? 180 : 0), 360), edits.flip() != Flip.NONE);
    }

    private static Resolution size(Resolution frame, LosslessTransform transform) {
        Region crop = transform.crop();
        int width = crop == null ? frame.width() : crop.width();
        int height = crop == null ? frame.height() : crop.height();
        return transform.rotation() % 180 == 0 ? new Resolution(width, height) : new Resolution(height, width);
    }

    private Pixels edit(Pixels frame, LosslessTransform transform, PatternValues values, Consumer<String> warnings) {
        Resolution size = new Resolution(frame.width(), frame.height());
        if (edits.masks().isMisplaced(size)) {
            warnings.accept("The whole image is hidden, since a rectangle of image.mask=" + edits.masks() + " lies outside of the frame of "
                    + size + "; if it was measured in a frame of another size, set image.mask.size");
        }
        edits.masks().in(size).forEach(frame::fill);
        Pixels pixels = transform.crop() == null ? frame : frame.cut(transform.crop());
        pixels = scaled(pixels.turned(transform.rotation(), transform.mirrored()));
        if (edits.text() != null) {
            try {
                TextOverlay.write(pixels, edits.text().format(values), edits.position(), edits.textSize());
            } catch (RuntimeException | Error e) { // a system without fonts
                warnings.accept("The text is not on the image, since this Java cannot draw it (are fonts installed?): " + e);
            }
        }
        return pixels;
    }

    private Pixels scaled(Pixels pixels) {
        Resolution bounds = edits.scale();
        if (bounds == null) {
            return pixels;
        }
        double scale = Math.min((double) bounds.width() / pixels.width(), (double) bounds.height() / pixels.height());
        return scale >= 1 ? pixels
                : pixels.scaled(Math.max(1, (int) Math.round(pixels.width() * scale)),
                        Math.max(1, (int) Math.round(pixels.height() * scale)));
    }
}
