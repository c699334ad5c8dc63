package org.obscura.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureOptions.Builder;
import org.obscura.camera.CaptureOptions.ExistingFile;

class CaptureOptionsTest {

    private static void refused(String part, Builder builder) {
        String message = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void defaultsLeaveEverythingToTheCamera() {
        CaptureOptions defaults = CaptureOptions.defaults();
        assertSame(defaults, CaptureOptions.defaults());
        assertEquals(CaptureOptions.builder().build(), defaults);
        assertNull(defaults.location());
        assertNull(defaults.resolution());
        assertEquals(1, defaults.count());
        assertTrue(defaults.controls().isEmpty() && defaults.metadata().isEmpty() && defaults.bracket().isEmpty());
    }

    @Test
    void wrongSettingsAreRefusedWithTheValue() {
        refused("'a.jpg'", CaptureOptions.builder().inMemory().location("a.jpg"));
        refused("quality is 101", CaptureOptions.builder().quality(101));
        refused("quality is 0", CaptureOptions.builder().quality(0));
        refused("format is empty", CaptureOptions.builder().format(" "));
        refused("count is 0", CaptureOptions.builder().count(0));
        refused("PT-1S", CaptureOptions.builder().interval(Duration.ofSeconds(-1)));
        refused("hundred years", CaptureOptions.builder().count(1_000_000).interval(Duration.ofDays(1)));
        refused("metadata key is empty", CaptureOptions.builder().metadata("", "x"));
        refused("control key is empty", CaptureOptions.builder().control("", "x"));
        refused("no values", CaptureOptions.builder().bracket(ControlKeys.EXPOSURE_COMPENSATION));
        refused("2 values and another has 3",
                CaptureOptions.builder().bracket(ControlKeys.EXPOSURE_COMPENSATION, -2, 0, 2).bracket(ControlKeys.ZOOM, 1, 2));
    }

    @Test
    void aSeriesKeepsExistingFilesUnlessOverwritingIsRequested() {
        assertEquals(ExistingFile.RENAME, CaptureOptions.builder().count(2).build().existing());
        assertEquals(ExistingFile.OVERWRITE, CaptureOptions.builder().count(2).existing(ExistingFile.OVERWRITE).build().existing());
        assertNull(CaptureOptions.builder().build().existing());
    }

    @Test
    void aBracketIsASeriesOfItsLength() {
        CaptureOptions options = CaptureOptions.builder().bracket(ControlKeys.EXPOSURE_COMPENSATION, -2, 0, 2).build();
        assertEquals(3, options.count());
        assertEquals(ExistingFile.RENAME, options.existing());
        assertEquals(List.of(-2, 0, 2), options.bracket().get(ControlKeys.EXPOSURE_COMPENSATION));
        assertEquals(6, CaptureOptions.builder().bracket(ControlKeys.ZOOM, 1, 2).count(6).build().count());
        assertEquals(1, CaptureOptions.builder().bracket(ControlKeys.ZOOM, 1, 2).count(1).build().count());
    }

    @Test
    void settingsCannotBeChangedFromOutside() {
        Object[] values = {1, 2};
        CaptureOptions options = CaptureOptions.builder().bracket(ControlKeys.ZOOM, values).metadata("Title", "x").control("zoom", 1)
                .build();
        values[0] = 9;
        assertEquals(List.of(1, 2), options.bracket().get(ControlKeys.ZOOM));
        assertThrows(UnsupportedOperationException.class, () -> options.metadata().put("Title", "y"));
        assertThrows(UnsupportedOperationException.class, () -> options.controls().put("zoom", 2));
        assertThrows(UnsupportedOperationException.class, () -> options.bracket().get(ControlKeys.ZOOM).set(0, 2));
    }

    @Test
    void aNullValueOmitsTheKey() {
        CaptureOptions options = CaptureOptions.builder().metadata("Title", null).control("zoom", null).build();
        assertTrue(options.metadata().containsKey("Title") && options.metadata().get("Title") == null);
        assertTrue(options.controls().containsKey("zoom") && options.controls().get("zoom") == null);
    }
}
