package org.obscura.camera.webp;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

import org.obscura.camera.codec.SystemLibrary;

/** The functions of libwebp's simple encoding interface; they exist since version 0.5. */
final class WebpLibrary implements AutoCloseable {
    /** The longest side of a WebP image, in pixels. */
    static final int LONGEST = 16_383;

    private static final int TRIAL_SIDE = 16;

    private final SystemLibrary library;
    private final Function encodeBgr;
    private final Function encodeRgb;
    private final Function free;

    /**
     * Looks up the functions and encodes a small image as a trial.
     *
     * @throws UnsatisfiedLinkError if it lacks a function
     * @throws IllegalStateException if it does not work
     */
    WebpLibrary(SystemLibrary library) {
        this.library = library;
        encodeBgr = library.function("WebPEncodeBGR");
        encodeRgb = library.function("WebPEncodeRGB");
        free = library.function("WebPFree");
        try (Memory pixels = new Memory(TRIAL_SIDE * TRIAL_SIDE * 3)) {
            pixels.clear();
            byte[] image = encode(pixels, TRIAL_SIDE, TRIAL_SIDE, TRIAL_SIDE * 3, false, 90);
            if (image.length < 16 || !new String(image, 8, 4, StandardCharsets.ISO_8859_1).equals("WEBP")) {
                throw new IllegalStateException("it encodes no WebP images");
            }
        }
    }

    /** Returns the names and paths of the library, the most specific first. Its number is 7 since version 1.0, and was 6 before. */
    static List<String> usualNames() {
        if (Platform.isMac()) {
            return List.of("webp", "/opt/homebrew/opt/webp/lib/libwebp.dylib", "/usr/local/opt/webp/lib/libwebp.dylib");
        }
        return Platform.isWindows() ? List.of("libwebp", "webp", "libwebp-7") : List.of("libwebp.so.7", "libwebp.so.6", "webp");
    }

    /**
     * Encodes an image; may be called by several threads at once.
     *
     * @throws IllegalStateException if the library encodes none; it gives no reason
     */
    byte[] encode(Pointer pixels, int width, int height, int stride, boolean redFirst, float quality) {
        try (Memory image = new Memory(Native.POINTER_SIZE)) { // JNA would keep a reference of its own class, and this bundle, for good
            image.clear();
            return encode(pixels, width, height, stride, redFirst, quality, image);
        }
    }

    private byte[] encode(Pointer pixels, int width, int height, int stride, boolean redFirst, float quality, Memory image) {
        // a size_t, which is as long as a pointer on every system
        long length = Pointer.nativeValue(
                (redFirst ? encodeRgb : encodeBgr).invokePointer(new Object[] {pixels, width, height, stride, quality, image}));
        Pointer bytes = image.getPointer(0);
        try {
            if (length <= 0 || length > Integer.MAX_VALUE || bytes == null) {
                throw new IllegalStateException("libwebp encodes no image of " + width + "x" + height + " with quality " + (int) quality
                        + "; possible reasons are too little memory or more detail than a WebP can hold");
            }
            return bytes.getByteArray(0, (int) length);
        } finally {
            if (bytes != null) {
                free.invokeVoid(new Object[] {bytes});
            }
        }
    }

    /** Closes the library; none of its functions may be called afterwards. */
    @Override
    public void close() {
        library.close();
    }
}
