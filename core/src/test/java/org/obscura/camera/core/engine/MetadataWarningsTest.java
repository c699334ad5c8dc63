package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.MetadataKeys;

/** What an image cannot hold of the metadata is not lost silently. */
class MetadataWarningsTest extends EngineTestBase {
    private CameraService camera;

    @BeforeEach
    void plug() {
        context.plug("a").free();
        camera = context.camera("front");
    }

    /** The warnings that name a format. */
    private List<String> warnings() {
        return context.warnings.stream().filter(warning -> warning.contains("format")).toList();
    }

    @Test
    void aFormatWithoutMetadataIsNamedWithTheRequestAndItsKeys() throws Exception {
        camera.setMetadata(MetadataKeys.TITLE, "T");
        int first = camera.captureToLocation("x.bmp");
        context.awaitSaved(first);
        assertEquals(1, warnings().size(), warnings()::toString);
        for (String part : List.of("front", "request " + first, "bmp", MetadataKeys.TITLE, "png")) {
            assertTrue(warnings().get(0).contains(part), () -> part + " in " + warnings());
        }
        int second = camera.submit(options().location("y").format("bmp").metadata(MetadataKeys.AUTHOR, "A").build()).getId();
        context.awaitSaved(second);
        assertEquals(2, warnings().size(), warnings()::toString);
        for (String part : List.of("request " + second, MetadataKeys.TITLE, MetadataKeys.AUTHOR)) {
            assertTrue(warnings().get(1).contains(part), () -> part + " in " + warnings());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.jpg", "x.png", "x.tif"})
    void aFormatThatHoldsThemIsNotWarnedOf(String name) throws Exception {
        camera.setMetadata(MetadataKeys.TITLE, "T");
        context.awaitSaved(camera.captureToLocation(name));
        assertEquals(List.of(), warnings());
    }

    /** The date and the maker are what the system adds of its own accord. */
    @Test
    void anImageForWhichNoneAreSetIsNotWarnedOf() throws Exception {
        context.awaitSaved(camera.captureToLocation("x.bmp"));
        assertEquals(List.of(), warnings());
    }
}
