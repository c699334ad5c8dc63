package org.obscura.camera.core.metadata.jpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.core.metadata.jpeg.JpegSegments.Segment;
import org.obscura.camera.core.metadata.xmp.XmpPacket;

/** XMP in the segments of a JPEG: one, or one and an extension in as many as it needs (XMP Specification Part 3, 1.1.3). */
final class XmpSegments {
    private static final byte[] STANDARD = JpegFile.signature("http://ns.adobe.com/xap/1.0/\0");
    private static final byte[] EXTENSION = JpegFile.signature("http://ns.adobe.com/xmp/extension/\0");
    private static final int DIGEST = 32;
    private static final int EXTENSION_HEAD = DIGEST + 8;
    private static final int CHUNK = 65_400;

    private byte @Nullable [] standard;
    private final Map<String, SortedMap<Long, ByteBuffer>> extensions = new TreeMap<>();
    private int ignored;

    /** Takes a segment of the image if it is one of XMP. */
    boolean takes(Segment segment) {
        if (segment.marker() != JpegSegments.APP1) {
            return false;
        }
        if (segment.startsWith(STANDARD)) {
            ignored += standard == null ? 0 : 1;
            standard = standard == null ? bytes(segment.content(STANDARD.length)) : standard;
            return true;
        }
        if (segment.startsWith(EXTENSION)) {
            ByteBuffer content = segment.content(EXTENSION.length);
            if (content.remaining() >= EXTENSION_HEAD) {
                String digest = StandardCharsets.ISO_8859_1.decode(content.slice(0, DIGEST)).toString();
                extensions.computeIfAbsent(digest, d -> new TreeMap<>()).put(content.getInt(DIGEST + 4) & 0xFFFF_FFFFL,
                        content.slice(EXTENSION_HEAD, content.remaining() - EXTENSION_HEAD));
            }
            return true;
        }
        return false;
    }

    /** Returns the packet of the image, without its extension; null: it has none. */
    byte @Nullable [] standard() {
        return standard;
    }

    /** Returns the extensions of the image. */
    List<XmpPacket.Extension> extensions() {
        return extensions.entrySet().stream().map(extension -> new XmpPacket.Extension(extension.getKey(), joined(extension.getValue())))
                .toList();
    }

    /** Returns a packet with its extensions as they are. */
    static List<ByteBuffer> of(byte[] packet, List<XmpPacket.Extension> extensions) {
        List<ByteBuffer> segments = new ArrayList<>();
        segments.add(ByteBuffer.wrap(JpegFile.beginning(JpegSegments.APP1, STANDARD, packet.length)));
        segments.add(ByteBuffer.wrap(packet));
        for (XmpPacket.Extension extension : extensions) {
            byte[] bytes = extension.packet();
            for (int at = 0; at < bytes.length; at += CHUNK) {
                int length = Math.min(CHUNK, bytes.length - at);
                byte[] chunk = ByteBuffer.allocate(EXTENSION_HEAD + length).put(extension.digest().getBytes(StandardCharsets.ISO_8859_1))
                        .putInt(bytes.length).putInt(at).put(bytes, at, length).array();
                segments.add(ByteBuffer.wrap(JpegFile.segment(JpegSegments.APP1, EXTENSION, chunk)));
            }
        }
        return segments;
    }

    List<ByteBuffer> write(Map<String, Object> metadata, Consumer<String> warnings) throws IOException {
        if (ignored > 0) {
            warnings.accept("The image has " + (1 + ignored) + " segments of XMP, of which the first was kept");
        }
        List<byte[]> packets = XmpPacket.split(standard, extensions(),
                metadata, JpegFile.MAX_CONTENT - STANDARD.length, XmpSegments::digest, warnings);
        return of(packets.get(0),
                packets.stream().skip(1).map(extension -> new XmpPacket.Extension(digest(extension), extension)).toList());
    }

    private static String digest(byte[] extension) {
        try {
            return HexFormat.of().withUpperCase().formatHex(MessageDigest.getInstance("MD5").digest(extension));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }

    private static byte[] joined(SortedMap<Long, ByteBuffer> chunks) {
        ByteBuffer joined = ByteBuffer.allocate(chunks.values().stream().mapToInt(ByteBuffer::remaining).sum());
        chunks.values().forEach(chunk -> joined.put(chunk.duplicate()));
        return joined.array();
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.get(content.position(), bytes);
        return bytes;
    }
}
