package org.obscura.camera.support.text;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Says what bytes are that came in place of an image. */
public final class ContentSample {
    private static final int LONGEST = 80;
    private static final int SHOWN_BYTES = 16;
    private static final String BMP = "424d";
    /** How contents begin, in hexadecimal digits, and what they are. */
    private static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("ffd8ff", "a JPEG image that is not whole");
        KINDS.put("89504e47", "a PNG image");
        KINDS.put("47494638", "a GIF image");
        KINDS.put(BMP, "a BMP image");
        KINDS.put("49492a00", "a TIFF image");
        KINDS.put("4d4d002a", "a TIFF image");
        KINDS.put("52494646", "a RIFF file (WebP or AVI)");
        KINDS.put("1a45dfa3", "a Matroska or WebM video");
        KINDS.put("464c56", "a Flash video");
        KINDS.put("00000001", "an H.264 or H.265 stream");
        KINDS.put("000001", "an MPEG, H.264 or H.265 stream");
        KINDS.put("1f8b", "data that is compressed by gzip");
    }

    private ContentSample() {
    }

    /**
     * Describes the beginning of a content.
     *
     * @param head the first bytes, at least one
     * @param clean removes secrets from a text
     * @return a noun phrase that is safe to print, such as {@code the text "hello"} or {@code a PNG image}
     */
    public static String describe(byte[] head, UnaryOperator<String> clean) {
        String digits = HexFormat.of().formatHex(head);
        if (digits.startsWith("66747970", 8)) {
            return "an MP4 video, or a HEIF or AVIF image";
        }
        for (Map.Entry<String, String> kind : KINDS.entrySet()) {
            if (digits.startsWith(kind.getKey()) && !(kind.getKey().equals(BMP) && textLength(head) == head.length)) {
                return kind.getValue();
            }
        }
        int text = textLength(head);
        if (text < Math.min(head.length, SHOWN_BYTES)) {
            int shown = Math.min(head.length, SHOWN_BYTES);
            return "the bytes " + HexFormat.ofDelimiter(" ").formatHex(head, 0, shown) + (head.length > shown ? " ..." : "");
        }
        return "the text \"" + shortened(clean.apply(new String(head, 0, text, StandardCharsets.UTF_8))) + '"';
    }

    /**
     * Makes a text of one short line.
     *
     * @param text the text, which comes from outside
     * @return its first 80 characters at most, with single spaces for all white space
     */
    public static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return Printable.of(line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line);
    }

    /** Returns how many bytes are text, up to the first that is not: headers may precede an image. */
    private static int textLength(byte[] head) {
        for (int i = 0; i < head.length; i++) {
            byte b = head[i];
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b || b == 0x7f) {
                return i;
            }
        }
        return head.length;
    }
}
