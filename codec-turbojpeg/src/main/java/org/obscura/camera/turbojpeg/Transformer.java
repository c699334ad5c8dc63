package org.obscura.camera.turbojpeg;

import java.nio.ByteBuffer;

import org.obscura.camera.Region;
import org.obscura.camera.Resolution;
import org.obscura.camera.codec.NativeBuffer;
import org.obscura.camera.codec.ObjectPool;
import org.obscura.camera.spi.LosslessTransform;

import com.sun.jna.Pointer;

/** A transformer of the library, for one image at a time: it moves the blocks of an image without decoding them to pixels. */
final class Transformer implements ObjectPool.Resource {
    private static final int TRANSPOSE = 3;
    private static final int TRANSVERSE = 4;

    private final TurboJpegLibrary library;
    private final Pointer handle;
    private final NativeBuffer image = new NativeBuffer();

    Transformer(TurboJpegLibrary library) {
        this.library = library;
        this.handle = library.createTransformer();
    }

    /** Returns the image; null if its blocks do not end where it ends. */
    byte[] transform(ByteBuffer jpeg, LosslessTransform transform) {
        return image.read(jpeg, from -> {
            Region crop = transform.crop() == null ? null
                    : turned(transform.crop(), library.size(handle, from, jpeg.remaining()), transform);
            return library.transform(handle, from, jpeg.remaining(), operation(transform), crop);
        });
    }

    /** Returns the library's number of an operation. */
    static int operation(LosslessTransform transform) {
        return switch (transform.rotation()) {
            case 90 -> transform.mirrored() ? TRANSPOSE : 5;
            case 180 -> transform.mirrored() ? 2 : 6;
            case 270 -> transform.mirrored() ? TRANSVERSE : 7;
            default -> transform.mirrored() ? 1 : 0;
        };
    }

    /** Returns where a part of the image is after it was turned, which is where the library cuts. */
    static Region turned(Region part, Resolution size, LosslessTransform transform) {
        int right = size.width() - part.x() - part.width();
        int below = size.height() - part.y() - part.height();
        boolean across = transform.rotation() % 180 != 0;
        int width = across ? part.height() : part.width();
        int height = across ? part.width() : part.height();
        int x = switch (transform.rotation()) {
            case 90 -> below;
            case 180 -> right;
            case 270 -> part.y();
            default -> part.x();
        };
        int y = switch (transform.rotation()) {
            case 90 -> part.x();
            case 180 -> below;
            case 270 -> right;
            default -> part.y();
        };
        return new Region(transform.mirrored() ? (across ? size.height() : size.width()) - x - width : x, y, width, height);
    }

    @Override
    public void trim() {
        image.trim();
    }

    @Override
    public void close() {
        library.destroy(handle);
        image.close();
    }
}
