package org.obscura.camera.support.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarWordsTest {
    private static final List<String> KEYS = List.of("device.timeout", "directory", "format", "frame.timeout", "quality", "queue.capacity");

    @ParameterizedTest
    @CsvSource({"qualty, quality", "queueCapacity, queue.capacity", "queue_capacity, queue.capacity", "direcotry, directory",
            "frametimeout, frame.timeout", "Format, format"})
    void theNearestWordIsProposed(String word, String expected) {
        assertEquals("; did you mean '" + expected + "'?", SimilarWords.hint(word, KEYS));
    }

    @ParameterizedTest
    @CsvSource({"colour", "x", "t", "resolution"})
    void nothingIsProposedForAnotherWord(String word) {
        assertEquals("", SimilarWords.hint(word, KEYS));
    }
}
