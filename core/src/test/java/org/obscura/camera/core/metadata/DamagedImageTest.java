package org.obscura.camera.core.metadata;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/**
 * Cameras send what they like: a damaged image is written or refused, and nothing else happens. The seed is fixed, so that a run finds
 * what the one before found; take it out to search further.
 */
@Tag("slow")
class DamagedImageTest {
    private static final Map<String, Object> METADATA = EveryKey.metadata();
    private static final Map<String, ByteBuffer> GOOD = Map.of("jpeg", camera(), "png", written("png"), "tiff", written("tiff"),
            "webp", ByteBuffer.wrap(Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")));

    private static ByteBuffer written(String format) {
        try {
            return MetadataWriter.write(TestImages.encoded(format, 16, 16), format, METADATA, null);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ByteBuffer camera() {
        try {
            return MetadataWriter.write(CameraJpeg.encoded(TestImages.bytes(TestImages.encoded("jpeg", 40, 30))), "jpeg", METADATA, null);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Property(tries = 2000, seed = "4711", shrinking = ShrinkingMode.BOUNDED)
    void aDamagedPictureIsWrittenOrRefused(@ForAll("formats") String format, @ForAll("damages") List<int[]> damages,
            @ForAll("cuts") int cut) {
        byte[] damaged = TestImages.bytes(GOOD.get(format));
        for (int[] damage : damages) {
            damaged[damage[0] % Math.min(damaged.length, 12_000)] = (byte) damage[1];
        }
        ByteBuffer given = ByteBuffer.wrap(damaged, 0, cut == 0 ? damaged.length : Math.min(cut, damaged.length));
        try {
            EmbeddedMetadata embedded = EmbeddedMetadata.of(given); // of what is no JPEG there is none
            embedded.keys().forEach(embedded::value);
            assertTrue(MetadataWriter.joined(MetadataWriter.parts(given, format, METADATA, embedded, null,
                    warning -> assertFalse(warning.isBlank()))).remaining() >= 100);
        } catch (IOException refused) {
            assertFalse(refused.getMessage().isBlank());
        }
    }

    @Provide
    Arbitrary<String> formats() {
        return Arbitraries.of("jpeg", "png", "tiff", "webp");
    }

    @Provide
    Arbitrary<List<int[]>> damages() {
        Arbitrary<Integer> place = Arbitraries.oneOf(Arbitraries.integers().between(0, 400), Arbitraries.integers().between(0, 12_000));
        Arbitrary<Integer> value = Arbitraries.oneOf(Arbitraries.of(0, 1, 0x7F, 0x80, 0xFF), Arbitraries.integers().between(0, 255));
        return place.tuple1().flatMap(p -> value.map(v -> new int[] {p.get1(), v})).list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<Integer> cuts() {
        return Arbitraries.oneOf(Arbitraries.just(0), Arbitraries.integers().between(1, 12_000));
    }
}
