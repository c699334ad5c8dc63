package org.obscura.camera.spi;

/** How the bytes of a {@link Frame} are laid out. */
public enum PixelFormat {
    /** Blue, green, red, a byte each: V4L2's {@code BGR3}, Java's {@code TYPE_3BYTE_BGR}. */
    BGR24(3),
    /** Red, green, blue, a byte each: V4L2's {@code RGB3}. */
    RGB24(3),
    /** One byte of brightness: V4L2's {@code GREY}. */
    GRAY8(1),
    /** A whole JPEG picture, which becomes a JPEG file without being decoded: V4L2's {@code JPEG} and {@code MJPG}. */
    JPEG(0);

    /** Bytes a pixel. */
    private final int bytesPerPixel;

    PixelFormat(int bytesPerPixel) {
        this.bytesPerPixel = bytesPerPixel;
    }

    /**
     * The size of a pixel.
     *
     * @return bytes; 0 for a compressed picture
     */
    public int bytesPerPixel() {
        return bytesPerPixel;
    }
}
