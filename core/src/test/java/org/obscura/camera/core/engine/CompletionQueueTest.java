package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.Resolution;

/** An image that cannot be completed fails its request, and those behind it are completed. */
class CompletionQueueTest {
    private final List<CapturedImage> images = new ArrayList<>();
    private final List<CaptureException> failures = new ArrayList<>();
    private int failingId;

    private final CompletionQueue queue = new CompletionQueue("front", new CompletionCallback() {
        @Override
        public boolean startCommit(PendingRequest request) {
            return request.startCommit();
        }

        @Override
        public boolean completed(PendingRequest request, CapturedImage image, CaptureException failure) {
            if (request.getId() == failingId) {
                throw new OutOfMemoryError("for a test");
            }
            images.add(image);
            failures.add(failure);
            return true;
        }
    }, receiver -> {});

    private PendingRequest expected(int id) {
        PendingRequest request = new PendingRequest(id, null, null, any -> false, null, null);
        request.exposed("camera-preview:front/" + id);
        queue.expect(request);
        return request;
    }

    private static ProcessedImage inMemory(Instant exposed) {
        return new ProcessedImage(ByteBuffer.wrap(new byte[1]), null, path -> {}, null, "bmp", new Resolution(2, 2), exposed, "hand:a",
                Map.of(),
                Map.of());
    }

    @Test
    void imageInMemoryThatCannotBeCompletedEndsItsRequestAlone() {
        PendingRequest first = expected(1);
        PendingRequest second = expected(2);
        queue.add(first, inMemory(null), null);
        queue.add(second, inMemory(Instant.EPOCH), null);
        assertEquals(2, images.size());
        assertNull(images.get(0));
        assertEquals(CaptureError.RESOURCE, failures.get(0).getError());
        assertNotNull(images.get(1));
        assertNull(failures.get(1));
        assertEquals(0, queue.size());
    }

    @Test
    void errorDuringOneEndDoesNotHoldUpTheOthers() {
        failingId = 1;
        PendingRequest first = expected(1);
        PendingRequest second = expected(2);
        assertThrows(OutOfMemoryError.class, () -> queue.add(first, inMemory(Instant.EPOCH), null));
        queue.add(second, inMemory(Instant.EPOCH), null);
        assertEquals(1, images.size());
        assertNotNull(images.get(0));
    }
}
