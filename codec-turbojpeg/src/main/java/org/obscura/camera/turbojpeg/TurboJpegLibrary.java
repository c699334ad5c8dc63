package org.obscura.camera.turbojpeg;

import java.util.Arrays;
import java.util.List;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

import org.obscura.camera.Region;
import org.obscura.camera.Resolution;
import org.obscura.camera.codec.SystemLibrary;

/**
 * The functions of libjpeg-turbo's TurboJPEG interface that are used; they exist since version 1.4. What they return by an address is read
 * from memory that is freed at once: JNA keeps an object of each class of references, and with it this bundle, for good.
 */
final class TurboJpegLibrary implements AutoCloseable {
    static final int RGB = 0;
    static final int BGR = 1;
    static final int GRAY = 6;
    static final int SAMPLES_420 = 2;
    static final int SAMPLES_GRAY = 3;

    private static final int NO_REALLOCATION = 1024;
    /** The accurate transform, the default of cjpeg: hardly slower with libjpeg-turbo, and nearer to the frame. */
    private static final int ACCURATE_TRANSFORM = 4096;
    /** Transforms only what loses nothing at the borders. */
    private static final int PERFECT = 1;
    private static final int CROP = 4;
    /** Six numbers and two addresses: the library's tjtransform. */
    private static final int DESCRIPTION_BYTES = 6 * 4 + 2 * 8;
    private static final int TRIAL_SIDE = 16;

    private final SystemLibrary library;
    private final Function initCompress;
    private final Function bufferSize;
    private final Function compress;
    private final Function initDecompress;
    private final Function header;
    private final Function decompress;
    private final int[] factors;
    private final Function initTransform;
    private final Function transform;
    private final Function free;
    private final Function errorText;
    private final Function destroy;

    /**
     * Looks up the functions and compresses a small image as a trial.
     *
     * @throws UnsatisfiedLinkError if it lacks a function
     * @throws IllegalStateException if it does not work
     */
    TurboJpegLibrary(SystemLibrary library) {
        this.library = library;
        initCompress = library.function("tjInitCompress");
        bufferSize = library.function("tjBufSize");
        compress = library.function("tjCompress2");
        initDecompress = library.function("tjInitDecompress");
        header = library.function("tjDecompressHeader3");
        decompress = library.function("tjDecompress2");
        try (Memory count = new Memory(Integer.BYTES)) {
            Pointer all = library.function("tjGetScalingFactors").invokePointer(new Object[] {count});
            factors = all == null ? new int[] {1, 1} : all.getIntArray(0, 2 * count.getInt(0));
        }
        initTransform = library.function("tjInitTransform");
        transform = library.function("tjTransform");
        free = library.function("tjFree");
        errorText = library.function("tjGetErrorStr");
        destroy = library.function("tjDestroy");
        runTrial();
    }

    /** Returns the names and paths of the library, the most specific first. */
    static List<String> usualNames() {
        if (Platform.isMac()) {
            return List.of("turbojpeg", "/opt/homebrew/opt/jpeg-turbo/lib/libturbojpeg.dylib",
                    "/usr/local/opt/jpeg-turbo/lib/libturbojpeg.dylib");
        }
        return Platform.isWindows() ? List.of("turbojpeg", "libturbojpeg", "C:\\libjpeg-turbo64\\bin\\turbojpeg.dll")
                : List.of("libturbojpeg.so.0", "turbojpeg");
    }

    private void runTrial() {
        Pointer handle = createCompressor();
        try (Memory pixels = new Memory(TRIAL_SIDE * TRIAL_SIDE);
                Memory image = new Memory(maximum(TRIAL_SIDE, TRIAL_SIDE, SAMPLES_GRAY))) {
            pixels.clear();
            long length = compress(handle, pixels, TRIAL_SIDE, TRIAL_SIDE, TRIAL_SIDE, GRAY, image, SAMPLES_GRAY, 90);
            byte[] mark = image.getByteArray(0, 2);
            if (length < 4 || !Arrays.equals(mark, new byte[] {(byte) 0xff, (byte) 0xd8})) {
                throw new IllegalStateException("it encodes no JPEG images");
            }
        } finally {
            destroy(handle);
        }
    }

    /** Creates a compressor, for one thread at a time. */
    Pointer createCompressor() {
        return create(initCompress, "compressor");
    }

    /** Creates a decompressor, for one thread at a time. */
    Pointer createDecompressor() {
        return create(initDecompress, "decompressor");
    }

    /** Creates a transformer, for one thread at a time. */
    Pointer createTransformer() {
        return create(initTransform, "transformer");
    }

    private Pointer create(Function init, String what) {
        Pointer handle = init.invokePointer(new Object[0]);
        if (handle == null) {
            throw new IllegalStateException("libjpeg-turbo gives no " + what + ": " + error());
        }
        return handle;
    }

    void destroy(Pointer handle) {
        destroy.invokeInt(new Object[] {handle});
    }

    /** Returns the largest number of bytes that an image of this size can have. */
    long maximum(int width, int height, int samples) {
        long size = ((NativeLong) bufferSize.invoke(NativeLong.class, new Object[] {width, height, samples})).longValue();
        if (size <= 0) {
            throw new IllegalStateException("libjpeg-turbo encodes no images of " + width + "x" + height + ": " + error());
        }
        return size;
    }

    /** Compresses an image; returns its length. */
    long compress(Pointer handle, Pointer pixels, int width, int height, int stride, int format, Memory image, int samples, int quality) {
        try (Memory result = new Memory(Native.POINTER_SIZE + Native.LONG_SIZE)) {
            result.setPointer(0, image);
            Pointer length = result.share(Native.POINTER_SIZE);
            length.setNativeLong(0, new NativeLong(image.size()));
            check(compress.invokeInt(new Object[] {handle, pixels, width, stride, height, format, result, length, samples, quality,
                    NO_REALLOCATION | ACCURATE_TRANSFORM}));
            return length.getNativeLong(0).longValue();
        }
    }

    /** Returns the size of an image by its header. */
    Resolution size(Pointer handle, Pointer jpeg, long length) {
        try (Memory width = new Memory(Integer.BYTES); Memory height = new Memory(Integer.BYTES);
                Memory other = new Memory(Integer.BYTES)) {
            width.setInt(0, 0);
            height.setInt(0, 0);
            check(header.invokeInt(new Object[] {handle, jpeg, new NativeLong(length), width, height, other, other}));
            if (width.getInt(0) < 1 || height.getInt(0) < 1) { // the library accepts some headers that are cut short
                throw new IllegalStateException("libjpeg-turbo: the header holds no size");
            }
            return new Resolution(width.getInt(0), height.getInt(0));
        }
    }

    /** Returns the smallest size that an image of this size can be decompressed to and that is not below the minimum. */
    Resolution scaled(Resolution size, Resolution minimumSize) {
        Resolution smallest = size;
        for (int i = 0; i < factors.length; i += 2) {
            int width = scaled(size.width(), factors[i], factors[i + 1]);
            int height = scaled(size.height(), factors[i], factors[i + 1]);
            if (width <= smallest.width() && height <= smallest.height() && width >= minimumSize.width()
                    && height >= minimumSize.height()) {
                smallest = new Resolution(width, height);
            }
        }
        return smallest;
    }

    private static int scaled(int side, int numerator, int denominator) {
        return (side * numerator + denominator - 1) / denominator;
    }

    /** Decompresses an image to a size that {@link #scaled} returns. */
    void decompress(Pointer handle, Pointer jpeg, long length, Resolution size, Pointer pixels) {
        check(decompress.invokeInt(new Object[] {handle, jpeg, new NativeLong(length), pixels, size.width(), 0, size.height(), BGR, 0}));
    }

    /**
     * Moves the blocks of an image.
     *
     * @param operation one of the library's numbers
     * @param part what stays, after the operation; null: all
     * @return the image; null if it cannot be transformed without loss
     */
    byte[] transform(Pointer handle, Pointer jpeg, long length, int operation, Region part) {
        try (Memory description = new Memory(DESCRIPTION_BYTES); Memory image = new Memory(Native.POINTER_SIZE);
                Memory size = new Memory(Native.LONG_SIZE)) {
            description.clear();
            image.clear();
            description.setInt(0, part == null ? 0 : part.x());
            description.setInt(4, part == null ? 0 : part.y());
            description.setInt(8, part == null ? 0 : part.width());
            description.setInt(12, part == null ? 0 : part.height());
            description.setInt(16, operation);
            description.setInt(20, PERFECT | (part == null ? 0 : CROP));
            int failed = transform.invokeInt(new Object[] {handle, jpeg, new NativeLong(length), 1, image, size, description, 0});
            Pointer result = image.getPointer(0);
            if (result == null) {
                return null;
            }
            try {
                return failed != 0 ? null : result.getByteArray(0, size.getNativeLong(0).intValue());
            } finally {
                free.invokeVoid(new Object[] {result});
            }
        }
    }

    private void check(int failed) {
        if (failed != 0) {
            throw new IllegalStateException("libjpeg-turbo: " + error());
        }
    }

    private String error() {
        String text = errorText.invokeString(new Object[0], false);
        return text == null || text.isEmpty() ? "it gives no reason" : text;
    }

    /** Closes the library; none of its functions may be called afterwards. */
    @Override
    public void close() {
        library.close();
    }
}
