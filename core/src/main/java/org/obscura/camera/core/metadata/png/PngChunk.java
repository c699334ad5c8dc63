package org.obscura.camera.core.metadata.png;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * One chunk of a PNG.
 *
 * @param type its four letters
 * @param whole length, type, data and checksum
 */
public record PngChunk(String type, ByteBuffer whole) {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int START = 8;
    private static final int AROUND = 12;
    private static final Set<String> TEXTS = Set.of("tEXt", "zTXt", "iTXt");
    private static final int MAX_KEYWORD = 79;

    public static PngChunk of(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        ByteBuffer whole = ByteBuffer.allocate(AROUND + data.length).putInt(data.length).put(name).put(data).putInt((int) crc.getValue());
        return new PngChunk(type, whole.flip());
    }

    /** Returns the chunk of a text: letters of ASCII as tEXt, which every reader knows, others as iTXt. */
    public static PngChunk text(String keyword, String text) {
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(text);
        return ascii ? text("tEXt", keyword + "\0", text) : international(keyword, text);
    }

    public static PngChunk international(String keyword, String text) {
        return text("iTXt", keyword + "\0\0\0\0\0", text);
    }

    private static PngChunk text(String type, String head, String text) {
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return of(type, ByteBuffer.allocate(start.length + body.length).put(start).put(body).array());
    }

    /** Reads all chunks of an image, the header first. */
    public static List<PngChunk> read(ByteBuffer encoded) throws IOException {
        ByteBuffer png = encoded.slice();
        if (png.remaining() < START + AROUND || png.getLong(0) != SIGNATURE) {
            throw new IOException("The image does not begin as a PNG does");
        }
        List<PngChunk> chunks = new ArrayList<>();
        int at = START;
        while (at < png.limit()) {
            int length = png.limit() - at < AROUND ? -1 : png.getInt(at);
            if (length < 0 || length > png.limit() - at - AROUND) {
                throw new IOException("The PNG is damaged at byte " + at + " of " + png.limit());
            }
            ByteBuffer whole = png.slice(at, length + AROUND);
            chunks.add(new PngChunk(StandardCharsets.ISO_8859_1.decode(whole.slice(4, 4)).toString(), whole));
            at += length + AROUND;
        }
        if (!chunks.get(0).type.equals("IHDR") || chunks.get(0).data().remaining() < START) {
            throw new IOException("The PNG does not begin with its header");
        }
        return chunks;
    }

    public ByteBuffer data() {
        return whole.slice(START, whole.remaining() - AROUND);
    }

    /** Returns the keyword of a text; empty for other chunks. */
    public String keyword() {
        if (!TEXTS.contains(type)) {
            return "";
        }
        ByteBuffer data = data();
        String start = StandardCharsets.ISO_8859_1.decode(data.slice(0, Math.min(data.remaining(), MAX_KEYWORD + 1))).toString();
        return start.substring(0, Math.max(0, start.indexOf('\0')));
    }
}
