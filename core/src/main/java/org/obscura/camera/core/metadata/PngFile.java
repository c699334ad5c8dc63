package org.obscura.camera.core.metadata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

import org.obscura.camera.MetadataKeys;
import org.obscura.camera.Resolution;

/** Metadata in a PNG: chunks after its header; its own chunks stay as they are, but for those that must not be there twice. */
final class PngFile {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int FIRST = 33;
    private static final int AROUND = 12;
    private static final int IHDR = type("IHDR");
    private static final int IDAT = type("IDAT");
    private static final String XMP = "XML:com.adobe.xmp";

    private PngFile() {
    }

    static ByteBuffer write(ByteBuffer encoded, Map<String, Object> metadata, byte[] thumbnail) throws IOException {
        ByteBuffer png = encoded.slice();
        if (png.remaining() < FIRST || png.getLong(0) != SIGNATURE || png.getInt(12) != IHDR) {
            throw new IOException("The picture does not begin as a PNG does");
        }
        Resolution size = new Resolution(png.getInt(16), png.getInt(20));
        ByteArrayOutputStream ours = new ByteArrayOutputStream(4096);
        if (metadata.get(MetadataKeys.PIXEL_ASPECT_RATIO) instanceof Resolution pixel) {
            // pixels per unit: the wider a pixel, the fewer of them in a row
            chunk(ours, "pHYs", ByteBuffer.allocate(9).putInt(pixel.height()).putInt(pixel.width()).array());
        }
        chunk(ours, "eXIf", ExifBlock.encode(null, metadata, new ExifHost.Png(size), thumbnail, Integer.MAX_VALUE));
        text(ours, XMP, new String(XmpPacket.serialize(XmpPacket.fill(null, metadata)), StandardCharsets.UTF_8));
        if (metadata.get(MetadataKeys.DATE) instanceof ZonedDateTime date) {
            chunk(ours, "tIME", time(date.withZoneSameInstant(ZoneOffset.UTC)));
        }
        Map<String, String> texts = PngText.of(metadata);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            text(ours, text.getKey(), text.getValue());
        }
        return join(png, ours.toByteArray(), texts.keySet());
    }

    private static byte[] time(ZonedDateTime utc) {
        return ByteBuffer.allocate(7).putShort((short) utc.getYear()).put((byte) utc.getMonthValue()).put((byte) utc.getDayOfMonth())
                .put((byte) utc.getHour()).put((byte) utc.getMinute()).put((byte) utc.getSecond()).array();
    }

    /** Latin letters as tEXt, which every reader knows; other texts as iTXt. */
    private static void text(ByteArrayOutputStream out, String keyword, String text) {
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(text) && !keyword.equals(XMP);
        byte[] head = (keyword + (ascii ? "\0" : "\0\0\0\0\0")).getBytes(StandardCharsets.ISO_8859_1);
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        chunk(out, ascii ? "tEXt" : "iTXt", ByteBuffer.allocate(head.length + body.length).put(head).put(body).array());
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static int type(String name) {
        return ByteBuffer.wrap(name.getBytes(StandardCharsets.ISO_8859_1)).getInt();
    }

    private static ByteBuffer join(ByteBuffer png, byte[] ours, Set<String> keywords) throws IOException {
        ByteBuffer result = ByteBuffer.allocate(png.remaining() + ours.length).put(png.slice(0, FIRST)).put(ours);
        Set<Integer> replaced = replaced(ours);
        int at = FIRST;
        // before the picture data stand the few chunks that may be in the way; after them all is copied at once
        while (at + AROUND <= png.limit() && png.getInt(at + 4) != IDAT) {
            int length = png.getInt(at);
            if (length < 0 || length > png.limit() - at - AROUND) {
                throw new IOException("The PNG is damaged at byte " + at + ", before its picture data");
            }
            if (!replaced.contains(png.getInt(at + 4)) && !isText(png, at, length, keywords)) {
                result.put(png.slice(at, length + AROUND));
            }
            at += length + AROUND;
        }
        return result.put(png.slice(at, png.limit() - at)).flip();
    }

    private static Set<Integer> replaced(byte[] ours) {
        Set<Integer> once = new HashSet<>();
        ByteBuffer chunks = ByteBuffer.wrap(ours);
        for (int at = 0; at < ours.length; at += chunks.getInt(at) + AROUND) {
            once.add(chunks.getInt(at + 4));
        }
        once.retainAll(Set.of(type("pHYs"), type("eXIf"), type("tIME")));
        return once;
    }

    private static boolean isText(ByteBuffer png, int at, int length, Set<String> keywords) {
        int type = png.getInt(at + 4);
        if (type != type("tEXt") && type != type("iTXt") && type != type("zTXt")) {
            return false;
        }
        String start = StandardCharsets.ISO_8859_1.decode(png.slice(at + 8, Math.min(length, 80))).toString();
        String keyword = start.substring(0, Math.max(0, start.indexOf('\0')));
        return keyword.equals(XMP) || keywords.contains(keyword);
    }
}
