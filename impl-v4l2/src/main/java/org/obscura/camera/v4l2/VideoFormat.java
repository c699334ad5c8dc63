package org.obscura.camera.v4l2;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.obscura.camera.spi.PixelFormat;

/** The formats that frames are taken in, by their names in V4L2. */
enum VideoFormat {
    /** Motion JPEG: each frame is a JPEG image, often without Huffman tables. */
    MJPG(PixelFormat.JPEG),
    /** JPEG images. */
    JPEG(PixelFormat.JPEG),
    /** 16 bits a pixel: Y0 U Y1 V. */
    YUYV(PixelFormat.BGR24),
    /** 16 bits a pixel: U Y0 V Y1. */
    UYVY(PixelFormat.BGR24),
    /** 12 bits a pixel: a plane of Y, and one of U V for each four pixels. */
    NV12(PixelFormat.BGR24),
    /** 12 bits a pixel: a plane of Y, one of U and one of V for each four pixels. */
    YU12(PixelFormat.BGR24),
    /** Blue, green, red. */
    BGR3(PixelFormat.BGR24),
    /** Red, green, blue. */
    RGB3(PixelFormat.RGB24),
    /** Brightness alone. */
    GREY(PixelFormat.GRAY8);

    private final int code;
    private final PixelFormat pixels;

    VideoFormat(PixelFormat pixels) {
        String name = name();
        this.code = name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
        this.pixels = pixels;
    }

    /** Returns the number that V4L2 knows it by. */
    int code() {
        return code;
    }

    /** Returns how frames of it are handed on. */
    PixelFormat pixels() {
        return pixels;
    }

    boolean isJpeg() {
        return pixels == PixelFormat.JPEG;
    }

    static Optional<VideoFormat> of(int code) {
        return Arrays.stream(values()).filter(format -> format.code == code).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(VideoFormat::name).toList();
    }

    /** Returns the four letters of any format. */
    static String text(int code) {
        StringBuilder text = new StringBuilder();
        for (int shift = 0; shift < 32; shift += 8) {
            char letter = (char) (code >> shift & 0x7f);
            text.append(letter >= ' ' ? letter : '?');
        }
        return text.toString().strip();
    }
}
