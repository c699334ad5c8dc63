package org.obscura.camera.core.metadata.jpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.obscura.camera.core.metadata.jpeg.JpegSegments.Segment;
import org.obscura.camera.core.metadata.xmp.XmpPacket;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.XMPUtils;

/** XMP in the segments of a JPEG: one, or one and an extension in as many as it needs (XMP Specification Part 3, 1.1.3). */
public final class XmpSegments {
    private static final byte[] STANDARD = JpegFile.signature("http://ns.adobe.com/xap/1.0/\0");
    private static final byte[] EXTENSION = JpegFile.signature("http://ns.adobe.com/xmp/extension/\0");
    private static final String NOTE = "http://ns.adobe.com/xmp/note/";
    private static final int DIGEST = 32;
    private static final int EXTENSION_HEAD = DIGEST + 8;
    private static final int CHUNK = 65_400;

    private byte[] standard;
    private final Map<String, SortedMap<Long, ByteBuffer>> extensions = new TreeMap<>();

    /** Takes a segment of the picture if it is one of XMP. */
    public boolean takes(Segment segment) {
        if (segment.marker() != JpegSegments.APP1) {
            return false;
        }
        if (segment.startsWith(STANDARD)) {
            standard = bytes(segment.content(STANDARD.length));
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

    public List<byte[]> write(Map<String, Object> metadata) throws IOException {
        List<byte[]> segments = new ArrayList<>();
        byte[] existing = whole();
        byte[] plain = XmpPacket.bytes(existing, metadata);
        if (plain.length <= JpegFile.MAX_CONTENT - STANDARD.length) {
            segments.add(JpegFile.segment(JpegSegments.APP1, STANDARD, plain));
            return segments;
        }
        split(XmpPacket.fill(existing, metadata), segments);
        return segments;
    }

    private static void split(XMPMeta packet, List<byte[]> segments) throws IOException {
        StringBuilder main = new StringBuilder();
        StringBuilder extended = new StringBuilder();
        StringBuilder digest = new StringBuilder();
        try {
            XMPUtils.packageForJPEG(packet, main, extended, digest);
        } catch (XMPException | NoSuchAlgorithmException e) {
            throw new IOException("The metadata are too long for the XMP of a JPEG: " + e.getMessage(), e);
        }
        byte[] standard = main.toString().getBytes(StandardCharsets.UTF_8);
        if (standard.length > JpegFile.MAX_CONTENT - STANDARD.length) {
            throw new IOException("The metadata are too long for the XMP of a JPEG");
        }
        segments.add(JpegFile.segment(JpegSegments.APP1, STANDARD, standard));
        byte[] extension = extended.toString().getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < extension.length; at += CHUNK) {
            int length = Math.min(CHUNK, extension.length - at);
            byte[] chunk = ByteBuffer.allocate(EXTENSION_HEAD + length).put(digest.toString().getBytes(StandardCharsets.ISO_8859_1))
                    .putInt(extension.length).putInt(at).put(extension, at, length).array();
            segments.add(JpegFile.segment(JpegSegments.APP1, EXTENSION, chunk));
        }
    }

    /** The picture's packet with its extension joined in. */
    private byte[] whole() {
        if (standard == null || extensions.isEmpty()) {
            return standard;
        }
        try {
            XMPMeta packet = XMPMetaFactory.parseFromBuffer(standard);
            SortedMap<Long, ByteBuffer> chunks = extensions.get(packet.getPropertyString(NOTE, "HasExtendedXMP"));
            if (chunks != null) {
                ByteBuffer joined = ByteBuffer.allocate(chunks.values().stream().mapToInt(ByteBuffer::remaining).sum());
                chunks.values().forEach(chunk -> joined.put(chunk.duplicate()));
                XMPUtils.mergeFromJPEG(packet, XMPMetaFactory.parseFromBuffer(joined.array()));
            }
            packet.deleteProperty(NOTE, "HasExtendedXMP");
            return XMPMetaFactory.serializeToBuffer(packet, null);
        } catch (XMPException e) {
            return standard;
        }
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.get(content.position(), bytes);
        return bytes;
    }
}
