package org.obscura.camera.core.metadata.xmp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.metadata.schema.MetadataField;
import org.obscura.camera.core.metadata.schema.MetadataTable;
import org.obscura.camera.core.metadata.schema.XmpEncodings;
import org.obscura.camera.core.metadata.value.TimeType;

/**
 * The packet for images that have none, with gaps for what is another in each image: times and the unique id. Making a packet costs
 * ten times what filling the gaps of the one before does, and from image to image of a camera seldom more changes.
 */
public final class XmpTemplate {
    private static final int KEPT = 16;
    /** Larger ones are made for each image, so that no memory is held for them. */
    private static final int LARGEST = 16 * 1024;
    private static final Map<Map<String, Object>, XmpTemplate> LAST_USED = new LinkedHashMap<>(KEPT, 0.75f, true);
    /** What stands in a gap while the packet is made: values that no application sets, since they are drawn when the program starts. */
    private static final Map<String, Object> STAND_INS = standIns();

    private final List<byte[]> texts = new ArrayList<>();
    /** The key whose value follows each text but the last. */
    private final List<String> gaps = new ArrayList<>();

    private XmpTemplate(String packet, Map<String, Object> shape) {
        Map<String, String> marks = new HashMap<>();
        shape.forEach((key, value) -> {
            if (value == STAND_INS.get(key)) {
                marks.put(text(value), key);
            }
        });
        int begin = 0;
        for (int at = 0; at < packet.length(); at++) {
            for (Map.Entry<String, String> mark : marks.entrySet()) {
                if (packet.startsWith(mark.getKey(), at)) {
                    texts.add(packet.substring(begin, at).getBytes(StandardCharsets.UTF_8));
                    gaps.add(mark.getValue());
                    begin = at + mark.getKey().length();
                    at = begin - 1;
                    break;
                }
            }
        }
        texts.add(packet.substring(begin).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> standIns() {
        Map<String, Object> all = new HashMap<>();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (MetadataField field : MetadataTable.fields()) {
            if (field.type() instanceof TimeType) {
                all.put(field.key(), ZonedDateTime.parse("0001-01-01T00:00:00Z").plusSeconds(random.nextLong(1_000_000_000L))
                        .withNano(1 + 10 * random.nextInt(99_999_999)));
            }
        }
        all.put(MetadataKeys.IMAGE_UNIQUE_ID, String.format("%016x%016x", random.nextLong(), random.nextLong()));
        return Map.copyOf(all);
    }

    /** Returns how XMP writes a value of a gap: it has no character that would have to be written otherwise. */
    private static String text(Object value) {
        return value instanceof ZonedDateTime time ? XmpEncodings.time(time) : value.toString();
    }

    /** Returns the packet for an image that has none. */
    public static byte[] packet(Map<String, Object> metadata) throws IOException {
        Map<String, Object> shape = new LinkedHashMap<>(metadata);
        shape.replaceAll((key, value) -> STAND_INS.getOrDefault(key, value));
        XmpTemplate template;
        synchronized (LAST_USED) {
            template = LAST_USED.get(shape);
        }
        if (template == null) {
            byte[] packet = XmpPacket.serialize(XmpPacket.of(shape));
            template = new XmpTemplate(new String(packet, StandardCharsets.UTF_8), shape);
            if (packet.length <= LARGEST) {
                keep(shape, template);
            }
        }
        return template.filled(metadata);
    }

    private static void keep(Map<String, Object> shape, XmpTemplate template) {
        synchronized (LAST_USED) {
            LAST_USED.put(shape, template);
            if (LAST_USED.size() > KEPT) {
                Iterator<?> oldest = LAST_USED.values().iterator();
                oldest.next();
                oldest.remove();
            }
        }
    }

    private byte[] filled(Map<String, Object> metadata) {
        byte[][] values = new byte[gaps.size()][];
        int length = texts.get(values.length).length;
        for (int i = 0; i < values.length; i++) {
            Object value = Objects.requireNonNull(metadata.get(gaps.get(i)));
            int before = 0;
            while (metadata.get(gaps.get(before)) != value) { // a time stands in several places, and under several keys
                before++;
            }
            values[i] = before < i ? values[before]
                    : text(value).getBytes(StandardCharsets.ISO_8859_1);
            length += texts.get(i).length + values[i].length;
        }
        ByteBuffer packet = ByteBuffer.allocate(length);
        for (int i = 0; i < values.length; i++) {
            packet.put(texts.get(i)).put(values[i]);
        }
        return packet.put(texts.get(values.length)).array();
    }
}
