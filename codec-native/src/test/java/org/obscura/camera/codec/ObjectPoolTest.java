package org.obscura.camera.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class ObjectPoolTest {
    private final List<Tool> created = new ArrayList<>();
    private final ObjectPool<Tool> pool = new ObjectPool<>(() -> {
        created.add(new Tool());
        return created.get(created.size() - 1);
    }, "the test");

    private static final class Tool implements ObjectPool.Resource {
        private int trimmed;
        private int closed;

        @Override
        public void trim() {
            trimmed++;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    @Test
    void objectIsUsedAgainAndTrimmedAfterEachUse() throws Exception {
        Tool first = pool.use(tool -> tool);
        assertEquals(first, pool.use(tool -> tool));
        assertEquals(1, created.size());
        assertEquals(2, first.trimmed);
        assertEquals(0, first.closed);
    }

    @Test
    void objectWhoseWorkThrewIsClosedAndNotUsedAgain() throws Exception {
        for (Throwable thrown : List.of(new IOException("a"), new IllegalStateException("b"), new OutOfMemoryError("c"))) {
            created.clear();
            IOException failure = assertThrows(IOException.class, () -> pool.use(tool -> {
                if (thrown instanceof IOException e) {
                    throw e;
                }
                if (thrown instanceof RuntimeException e) {
                    throw e;
                }
                throw (Error) thrown;
            }));
            assertEquals(thrown.getMessage(), failure.getMessage());
            assertTrue(created.size() <= 1);
            created.forEach(tool -> assertEquals(1, tool.closed));
        }
        assertEquals(0, pool.use(tool -> tool).closed);
    }

    @Test
    void objectThatIsNotKeptIsClosed() throws Exception {
        nest(Runtime.getRuntime().availableProcessors() + 2);
        assertEquals(2, created.stream().filter(tool -> tool.closed == 1).count());
        pool.close();
        created.forEach(tool -> assertEquals(1, tool.closed));
        assertTrue(assertThrows(IOException.class, () -> pool.use(tool -> tool)).getMessage().contains("the test has stopped"));
    }

    private void nest(int depth) throws IOException {
        pool.use(tool -> {
            if (depth > 1) {
                nest(depth - 1);
            }
            return tool;
        });
    }
}
