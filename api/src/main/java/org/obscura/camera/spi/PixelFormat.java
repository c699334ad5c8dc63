package org.obscura.camera.spi;

/** The layout of the bytes of a {@link Frame}. */
public enum PixelFormat {
    /** Blue, green, red, a byte each: V4L2's {@code BGR3}, Java's {@code TYPE_3BYTE_BGR}. */
    BGR24(3),
    /** Red, green, blue, a byte each: V4L2's {@code RGB3}. */
    RGB24(3),
    /** One byte of brightness: V4L2's {@code GREY}. */
    GRAY8(1),
    /** A whole JPEG image, which becomes a JPEG file without being decoded: V4L2's {@code JPEG} and {@code MJPG}. */
    JPEG(0);

    /** Bytes per pixel. */
    private final int bytesPerPixel;

    PixelFormat(int bytesPerPixel) {
        this.bytesPerPixel = bytesPerPixel;
    }

    /**
     * Returns the size of a pixel.
     *
     * @return bytes; 0 for a compressed image
     */
    public int bytesPerPixel() {
        return bytesPerPixel;
    }
}
