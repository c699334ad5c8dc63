package org.obscura.camera.core.metadata.xmp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.metadata.MetadataSchema;

/** What a template gives is, to the byte, what the XMP library makes of the same facts. */
class XmpTemplateTest {
    private static final Instant EXPOSED = Instant.parse("2026-05-17T12:30:00.123456789Z");

    private static Map<String, Object> facts(Instant exposed, Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (String key : List.of(MetadataKeys.DATE_TIME_ORIGINAL, MetadataKeys.DATE_TIME_DIGITIZED, MetadataKeys.DATE,
                MetadataKeys.GPS_TIME_STAMP)) {
            all.put(key, MetadataSchema.check(key, exposed));
        }
        all.put(MetadataKeys.SOFTWARE, "Obscura");
        all.putAll(more);
        all.put(MetadataKeys.IMAGE_UNIQUE_ID,
                UUID.nameUUIDFromBytes(exposed.toString().getBytes(StandardCharsets.US_ASCII)).toString().replace("-", ""));
        return all;
    }

    private static void assertSame(Map<String, Object> facts) throws IOException {
        String library = new String(XmpPacket.serialize(XmpPacket.of(facts)), StandardCharsets.UTF_8);
        assertEquals(library, new String(XmpTemplate.packet(facts), StandardCharsets.UTF_8));
        assertEquals(library, new String(XmpTemplate.packet(facts), StandardCharsets.UTF_8), "with the template kept from before");
    }

    @Test
    void fillsTimesAndIdOfEachPicture() throws IOException {
        for (int i = 0; i < 100; i++) {
            assertSame(facts(EXPOSED.plusMillis(33 * i), Map.of()));
            assertSame(facts(EXPOSED.plusSeconds(i), Map.of()));
        }
        // a day from the ends of what can be stored, since it is stored in the time zone of the system
        assertSame(facts(Instant.parse("0001-01-02T00:00:00Z"), Map.of()));
        assertSame(facts(Instant.parse("9999-12-30T23:59:59.5Z"), Map.of()));
    }

    @Test
    void keepsWhatLooksLikeTheValueOfAGap() throws IOException {
        String time = "2026-05-17T12:30:00.123456789Z";
        assertSame(facts(EXPOSED, Map.of(MetadataKeys.TITLE, time, "Lot", "0001-01-01T00:00:00.000000001Z")));
    }

    @Test
    void takesEveryValueOfEveryKey() throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            String key = "Other " + i;
            all.put(key, "value <&> \u00e9\u4e2d\ud83d\udcf7 " + i); // more shapes than are kept
            assertSame(facts(EXPOSED.plusSeconds(i), all));
        }
        assertSame(facts(EXPOSED, Map.of(MetadataKeys.KEYWORDS, List.of("a", "b; c"), MetadataKeys.AUTHOR, List.of("A & B"))));
    }

    @Test
    void makesLongPacketsAnew() throws IOException {
        assertSame(facts(EXPOSED, Map.of(MetadataKeys.DESCRIPTION, "long ".repeat(10_000))));
        assertSame(facts(EXPOSED.plusSeconds(1), Map.of(MetadataKeys.DESCRIPTION, "long ".repeat(10_000))));
    }
}
