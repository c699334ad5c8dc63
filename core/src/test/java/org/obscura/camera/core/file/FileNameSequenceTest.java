package org.obscura.camera.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.spi.ImageFormat;

class FileNameSequenceTest {

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "fa-IR", "hi-IN-u-nu-deva", "en-US"})
    void theDigitsOfANameAreTheSameWhateverLanguageTheSystemSpeaks(String language) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            assertEquals("IMG_00000042.jpg", FileNameSequence.name(42, ImageFormat.JPEG));
        } finally {
            Locale.setDefault(before);
        }
    }
}
