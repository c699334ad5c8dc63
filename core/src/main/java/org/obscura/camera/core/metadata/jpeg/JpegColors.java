package org.obscura.camera.core.metadata.jpeg;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.obscura.camera.Resolution;
import org.obscura.camera.core.metadata.exif.ExifContainer;
import org.obscura.camera.core.metadata.jpeg.JpegSegments.Segment;

/** What a JPEG says outside of its EXIF that new EXIF has to agree with: its size, its density and its colors. */
final class JpegColors {
    static final byte[] JFIF = JpegFile.signature("JFIF\0");
    static final byte[] PROFILE = JpegFile.signature("ICC_PROFILE\0");
    private static final int DOTS_PER_INCH = 1;
    private static final int DOTS_PER_CENTIMETRE = 2;

    private final JpegSegments image;

    JpegColors(JpegSegments image) {
        this.image = image;
    }

    ExifContainer container() {
        Resolution size = image.size().orElse(null);
        int width = size == null ? 0 : size.width();
        int height = size == null ? 0 : size.height();
        boolean ownColors = find(JpegSegments.APP2, PROFILE).filter(profile -> !isSrgb(profile.whole())).isPresent();
        ByteBuffer jfif = find(JpegSegments.APP0, JFIF).map(segment -> segment.content(JFIF.length)).orElse(null);
        if (jfif != null && jfif.remaining() >= 7 && (jfif.get(2) == DOTS_PER_INCH || jfif.get(2) == DOTS_PER_CENTIMETRE)) {
            int[] density = {jfif.getShort(3) & 0xFFFF, jfif.getShort(5) & 0xFFFF};
            if (density[0] > 0 && density[1] > 0) {
                return ExifContainer.jpeg(width, height, density, jfif.get(2) + 1, ownColors);
            }
        }
        return ExifContainer.jpeg(width, height, null, 0, ownColors);
    }

    private Optional<Segment> find(int marker, byte[] signature) {
        for (Segment segment : image.segments()) {
            if (segment.marker() == marker && segment.startsWith(signature)) {
                return Optional.of(segment);
            }
        }
        return Optional.empty();
    }

    /** Returns whether a profile calls itself one of sRGB, in either of the ways in which profiles write text. */
    private static boolean isSrgb(ByteBuffer profile) {
        String text = StandardCharsets.ISO_8859_1.decode(profile.duplicate()).toString();
        return text.contains("sRGB") || text.contains("s\0R\0G\0B");
    }
}
