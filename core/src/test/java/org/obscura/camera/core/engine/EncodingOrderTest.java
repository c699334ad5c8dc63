package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

import org.junit.jupiter.api.Test;

class EncodingOrderTest {
    private final EncodingOrder order = new EncodingOrder();
    /** Images that wait, as in the queue of the encoding threads. */
    private final PriorityQueue<Runnable> waiting = new PriorityQueue<>();
    private final List<String> encoded = new ArrayList<>();

    /** Images come; the name of their camera is the first letter. */
    private void come(String... images) {
        for (String image : images) {
            waiting.add(order.place(image.substring(0, 1), () -> encoded.add(image)));
        }
    }

    /** A thread encodes the next images. */
    private void encode(int count) {
        for (int i = 0; i < count; i++) {
            waiting.remove().run();
        }
    }

    @Test
    void camerasTakeTurns_whateverEachHasWaiting() {
        come("a1", "a2", "a3", "b1", "b2", "c1");
        encode(6);
        assertEquals(List.of("a1", "b1", "c1", "a2", "b2", "a3"), encoded);
    }

    @Test
    void imageThatComesLater_waitsForNoneThatWaits_ofACameraWhoseImageIsEncoded() {
        come("a1", "a2", "a3");
        encode(1);
        come("b1");
        encode(3);
        assertEquals(List.of("a1", "b1", "a2", "a3"), encoded);
    }

    @Test
    void cameraThatAlwaysHasItsNextImage_isNotAlwaysNext() {
        come("a1", "a2", "a3", "b1");
        encode(2);
        come("b2");
        encode(2);
        come("b3");
        encode(2);
        assertEquals(List.of("a1", "b1", "a2", "b2", "a3", "b3"), encoded);
    }

    @Test
    void cameraThatHadNoImagesForLong_hasNoMoreTurnsThanTheOthers() {
        come("a1", "a2", "a3", "a4");
        encode(3);
        come("a5", "b1", "b2", "b3");
        encode(5);
        assertEquals(List.of("a1", "a2", "a3", "b1", "a4", "b2", "a5", "b3"), encoded);
    }

    @Test
    void nothingIsKeptOfCamerasThatHadTheirTurn() {
        for (int i = 0; i < 100; i++) {
            come((char) ('a' + i % 26) + "x", "zy");
            encode(2);
        }
        assertEquals(1, order.size(), "the last one, until another one begins a turn");
    }
}
