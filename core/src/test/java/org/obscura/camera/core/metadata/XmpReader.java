package org.obscura.camera.core.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

import org.obscura.camera.core.metadata.jpeg.JpegSegments;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.XMPUtils;

/** The XMP of a JPEG, its extension included, read by the rules of the XMP Specification Part 3. */
public final class XmpReader {
    private static final String STANDARD = "http://ns.adobe.com/xap/1.0/\0";
    private static final String EXTENSION = "http://ns.adobe.com/xmp/extension/\0";
    private final XMPMeta packet;

    public XmpReader(ByteBuffer jpeg) throws IOException, XMPException {
        XMPMeta main = null;
        SortedMap<Integer, byte[]> chunks = new TreeMap<>();
        for (JpegSegments.Segment segment : JpegSegments.read(jpeg).segments()) {
            if (segment.marker() == 0xE1 && segment.startsWith(STANDARD.getBytes(StandardCharsets.US_ASCII))) {
                main = XMPMetaFactory.parseFromBuffer(TestImages.bytes(segment.content(STANDARD.length())));
            } else if (segment.marker() == 0xE1 && segment.startsWith(EXTENSION.getBytes(StandardCharsets.US_ASCII))) {
                ByteBuffer content = segment.content(EXTENSION.length());
                chunks.put(content.getInt(36), TestImages.bytes(content.slice(40, content.remaining() - 40)));
            }
        }
        if (!chunks.isEmpty()) {
            ByteBuffer whole = ByteBuffer.allocate(chunks.values().stream().mapToInt(chunk -> chunk.length).sum());
            chunks.values().forEach(whole::put);
            XMPUtils.mergeFromJPEG(main, XMPMetaFactory.parseFromBuffer(whole.array()));
        }
        packet = main;
    }

    /** A text, the first of its languages; null: it is not there. */
    public String text(String namespace, String name) throws XMPException {
        if (!packet.doesPropertyExist(namespace, name)) {
            return null;
        }
        return packet.getProperty(namespace, name).getOptions().isArray() ? packet.getArrayItem(namespace, name, 1).getValue()
                : packet.getPropertyString(namespace, name);
    }
}
