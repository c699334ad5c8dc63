package org.obscura.camera.core.metadata.exif;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;

import org.obscura.camera.core.metadata.ifd.TiffDirectory;
import org.obscura.camera.core.metadata.ifd.TiffReader;
import org.obscura.camera.core.metadata.ifd.TiffValue;

/** Copies the EXIF that one image brought into the directories of another, value by value. */
public final class ExifCopy {
    /** What the first directory says of the image and not of its file: texts, orientation, maker, time. */
    private static final Set<Integer> OF_IMAGE = Set.of(0x010E, 0x010F, 0x0110, 0x0112, 0x0131, 0x0132, 0x013B, 0x013C, 0x8298);
    /** What belongs to a JPEG, and what points to other places in its block. */
    private static final Set<Integer> OF_JPEG = Set.of(0x9101, 0x9102, 0xA002, 0xA003, 0xA005, 0xA407);
    private static final int MAX_UNDEFINED = 0xFFFF;

    private ExifCopy() {
    }

    public static void into(TiffDirectory target, ByteOrder order, ByteBuffer block, Consumer<String> warnings) {
        try {
            ByteOrder from = TiffReader.order(block);
            TiffDirectory root = TiffReader.read(block, ExifBlock.NAME, warnings, ExifBlock.EXIF_POINTER, ExifBlock.GPS_POINTER);
            root.fields().forEach((tag, value) -> {
                if (OF_IMAGE.contains(tag)) {
                    target.putIfAbsent(tag, value.copy(block, from, order));
                }
            });
            TiffDirectory exif = root.children().get(ExifBlock.EXIF_POINTER);
            if (exif != null) {
                if (exif.has(ExifBlock.MAKER_NOTE)) {
                    warnings.accept("The maker note of the camera is not kept, since its content depends on its place in the file");
                }
                exif.fields().forEach((tag, value) -> {
                    boolean large = value.type() == TiffValue.UNDEFINED && value.count() > MAX_UNDEFINED;
                    if (tag != ExifBlock.MAKER_NOTE && !OF_JPEG.contains(tag) && !large) {
                        target.child(ExifBlock.EXIF_POINTER).put(tag, value.copy(block, from, order));
                    }
                });
                ExifContainer.markConverted(target, order);
                target.child(ExifBlock.EXIF_POINTER).putIfAbsent(0xA000, TiffValue.undefined("0100".getBytes(StandardCharsets.US_ASCII)));
            }
            TiffDirectory gps = root.children().get(ExifBlock.GPS_POINTER);
            if (gps != null) {
                gps.fields().forEach((tag, value) -> target.child(ExifBlock.GPS_POINTER).put(tag, value.copy(block, from, order)));
            }
        } catch (IOException e) {
            warnings.accept("The EXIF of the frame is damaged and was not kept: " + e.getMessage());
        }
    }
}
