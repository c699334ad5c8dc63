package org.obscura.camera.core.image;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.metadata.EmbeddedMetadata;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/**
 * By how many degrees clockwise frames are turned to be upright: what the application sets counts before what a JPEG frame says of itself,
 * and that before what is known of the device.
 *
 * @param set what the application sets, or null
 * @param device the orientation of the device
 */
public record FrameOrientation(@Nullable Integer set, int device) {
    /** Of frames that stay as they are. */
    public static final FrameOrientation NONE = new FrameOrientation(0, 0);

    /** Returns the orientation of a device's frames. */
    public static FrameOrientation of(Map<String, Object> metadata, DeviceInfo device) {
        return new FrameOrientation(metadata.get(MetadataKeys.ORIENTATION) instanceof Integer degrees ? degrees : null,
                device.orientation());
    }

    /** Returns the degrees for a frame, whose metadata are read if they count. */
    public int degrees(Frame frame) {
        return set != null ? set : degrees(embedded(frame));
    }

    /** Returns the degrees for a frame with these metadata. */
    public int degrees(EmbeddedMetadata embedded) {
        return set != null ? set : embedded.value(MetadataKeys.ORIENTATION) instanceof Integer said ? said : device;
    }

    /** Returns the metadata in a frame. */
    public static EmbeddedMetadata embedded(Frame frame) {
        return frame.getPixelFormat() == PixelFormat.JPEG ? EmbeddedMetadata.of(frame.getData()) : EmbeddedMetadata.NONE;
    }
}
