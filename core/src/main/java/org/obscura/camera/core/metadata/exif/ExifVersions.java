package org.obscura.camera.core.metadata.exif;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

import org.obscura.camera.core.metadata.ifd.TiffDirectory;
import org.obscura.camera.core.metadata.ifd.TiffValue;

/** Raises the versions that EXIF and GPS directories state to those of the fields that were added. */
final class ExifVersions {
    static final int EXIF_VERSION = 0x9000;
    private static final int GPS_VERSION = 0x0000;
    /** The offsets of times came with EXIF 2.31. */
    private static final Set<Integer> OF_231 = Set.of(0x9010, 0x9011, 0x9012);
    /** How the image was taken, and its unique id, came with EXIF 2.2. */
    private static final Set<Integer> OF_220 = Set.of(0xA401, 0xA402, 0xA403, 0xA404, 0xA405, 0xA406, 0xA407, 0xA408, 0xA409, 0xA40A,
            0xA40B,
            0xA40C, 0xA420);
    /** The method, the area and the date came with version 2.2.0.0. */
    private static final Set<Integer> GPS_OF_22 = Set.of(0x001B, 0x001C, 0x001D);

    private ExifVersions() {
    }

    static void raise(TiffDirectory root) {
        TiffDirectory exif = root.children().get(ExifBlock.EXIF_POINTER);
        if (exif != null) {
            String needed = adds(exif, OF_231) ? "0231" : adds(exif, OF_220) ? "0220" : "";
            TiffValue stated = exif.fields().get(EXIF_VERSION);
            String version = stated == null || stated.data().length < 4 ? "" : new String(stated.data(), StandardCharsets.ISO_8859_1);
            if (version.compareTo(needed) < 0 || stated == null) {
                String raised = needed.isEmpty() ? "0220" : needed;
                exif.put(EXIF_VERSION, TiffValue.undefined(raised.getBytes(StandardCharsets.ISO_8859_1)));
            }
        }
        TiffDirectory gps = root.children().get(ExifBlock.GPS_POINTER);
        if (gps != null && adds(gps, GPS_OF_22)) {
            TiffValue stated = gps.fields().get(GPS_VERSION);
            boolean older = stated == null || stated.size() != 4 || stated.data()[0] < 2 || stated.data()[0] == 2 && stated.data()[1] < 2;
            if (older) {
                gps.put(GPS_VERSION, TiffValue.bytes((byte) 2, (byte) 2, (byte) 0, (byte) 0));
            }
        }
    }

    private static boolean adds(TiffDirectory directory, Set<Integer> tags) {
        for (Map.Entry<Integer, TiffValue> field : directory.fields().entrySet()) {
            if (!field.getValue().kept() && tags.contains(field.getKey())) {
                return true;
            }
        }
        return false;
    }
}
