package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.ControlKeys;
import org.obscura.camera.MetadataKeys;

/** The metadata that tells with which controls an image was exposed. */
class ControlMetadataTest {

    private static Map<String, Object> metadata(String key, Object value) {
        return ControlMetadata.of(Map.of(key, value), false);
    }

    @Test
    void exposureTimeIsInSeconds() {
        assertEquals(Map.of(MetadataKeys.EXPOSURE_TIME, 0.004), metadata(ControlKeys.EXPOSURE_TIME, Duration.ofMillis(4)));
    }

    /** EXIF knows whether the exposure was automatic, and in another field by which program. */
    @ParameterizedTest
    @CsvSource({"auto,auto,normal", "manual,manual,manual", "aperture-priority,auto,aperture priority",
            "shutter-priority,auto,shutter priority"})
    void exposureModeIsModeAndProgram(String mode, String exposure, String program) {
        assertEquals(Map.of(MetadataKeys.EXPOSURE_MODE, exposure, MetadataKeys.EXPOSURE_PROGRAM, program),
                metadata(ControlKeys.EXPOSURE_MODE, mode));
    }

    @Test
    void compensationAndSensitivityAreTheirNumbers() {
        assertEquals(Map.of(MetadataKeys.EXPOSURE_BIAS_VALUE, -1.5), metadata(ControlKeys.EXPOSURE_COMPENSATION, -1.5));
        assertEquals(Map.of(MetadataKeys.ISO_SPEED_RATINGS, 400), metadata(ControlKeys.EXPOSURE_ISO, 400));
    }

    @ParameterizedTest
    @CsvSource({"average,average", "center,center weighted average", "spot,spot", "matrix,matrix"})
    void meteringHasTheWordsOfExif(String metering, String exif) {
        assertEquals(Map.of(MetadataKeys.METERING_MODE, exif), metadata(ControlKeys.EXPOSURE_METERING, metering));
    }

    @ParameterizedTest
    @CsvSource({"auto", "manual"})
    void whiteBalanceIsItsMode(String mode) {
        assertEquals(Map.of(MetadataKeys.WHITE_BALANCE, mode), metadata(ControlKeys.WHITE_BALANCE_MODE, mode));
    }

    @ParameterizedTest
    @CsvSource({"off", "on"})
    void flashThatCertainlyFiredOrDidNotIsStored(String mode) {
        assertEquals(Map.of(MetadataKeys.FLASH, mode), metadata(ControlKeys.FLASH_MODE, mode));
    }

    @ParameterizedTest
    @CsvSource({"flash.mode,auto", "flash.mode,torch", "image.brightness,10", "v4l2.led1_mode,Blink", "exposure.metering,other"})
    void whatMetadataCannotTellIsLeftOut(String key, String value) {
        assertEquals(Map.of(), metadata(key, value));
    }

    @Test
    void zoomIsStoredIfItIsARatio() {
        Map<String, Object> zoom = Map.of(ControlKeys.ZOOM, 2.0);
        assertEquals(Map.of(MetadataKeys.DIGITAL_ZOOM_RATIO, 2.0), ControlMetadata.of(zoom, true));
        assertEquals(Map.of(), ControlMetadata.of(zoom, false));
    }
}
