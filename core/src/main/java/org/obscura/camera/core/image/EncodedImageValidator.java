package org.obscura.camera.core.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Resolution;

/** Checks by its outside whether an encoder returned an image: only then is it stored, else the next encoder is tried. */
final class EncodedImageValidator {
    private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int PNG_LENGTH = 8 + 25 + 12 + 12;
    private static final int BMP_HEADER = 26;
    private static final int LITTLE_ENDIAN_TIFF = 0x49492A00;
    private static final int BIG_ENDIAN_TIFF = 0x4D4D002A;

    private EncodedImageValidator() {
    }

    /** Returns what is wrong; null if nothing is. */
    static @Nullable String problem(@Nullable ByteBuffer image, String format, Resolution size) {
        if (image == null || !image.hasRemaining()) {
            return "nothing";
        }
        ByteBuffer data = image.slice();
        boolean whole = switch (format) {
            case "jpeg" -> isJpeg(data, size);
            case "png" -> isPng(data, size);
            case "bmp" -> isBmp(data.order(ByteOrder.LITTLE_ENDIAN), size);
            case "tiff" -> isTiff(data);
            case "webp" -> isWebp(data.order(ByteOrder.LITTLE_ENDIAN));
            default -> true;
        };
        return whole ? null : data.limit() + " bytes that are no " + format + " image of " + size;
    }

    private static boolean isJpeg(ByteBuffer data, Resolution size) {
        if (data.limit() < 4 || data.getShort(0) != (short) 0xffd8 || data.getShort(data.limit() - 2) != (short) 0xffd9) {
            return false;
        }
        JpegHeader header = JpegHeader.of(data);
        return header.width() == size.width() && header.height() == size.height();
    }

    private static boolean isPng(ByteBuffer data, Resolution size) {
        return data.limit() >= PNG_LENGTH && data.getLong(0) == PNG_SIGNATURE && data.getInt(16) == size.width()
                && data.getInt(20) == size.height() && text(data, data.limit() - 8).equals("IEND");
    }

    private static boolean isBmp(ByteBuffer data, Resolution size) {
        return data.limit() >= BMP_HEADER && data.get(0) == 'B' && data.get(1) == 'M' && data.getInt(18) == size.width()
                && Math.abs(data.getInt(22)) == size.height();
    }

    private static boolean isTiff(ByteBuffer data) {
        if (data.limit() < 8 || data.getInt(0) != LITTLE_ENDIAN_TIFF && data.getInt(0) != BIG_ENDIAN_TIFF) {
            return false;
        }
        ByteOrder order = data.getInt(0) == LITTLE_ENDIAN_TIFF ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        long directory = data.order(order).getInt(4) & 0xffffffffL;
        return directory >= 8 && directory + 2 <= data.limit();
    }

    private static boolean isWebp(ByteBuffer data) {
        return data.limit() >= 12 && text(data, 0).equals("RIFF") && text(data, 8).equals("WEBP")
                && (data.getInt(4) & 0xffffffffL) + 8 <= data.limit();
    }

    private static String text(ByteBuffer data, int at) {
        return StandardCharsets.ISO_8859_1.decode(data.slice(at, 4)).toString();
    }
}
