package org.obscura.camera.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class RecentFoldersTest {
    private static final int KEPT = 256;
    private static final int MANY = 1_000;

    private final RecentFolders<Integer, String> folders = new RecentFolders<>();

    @Test
    void ofManyFoldersTheLastUsedStay() {
        for (int i = 0; i < MANY; i++) {
            folders.put(i, "folder " + i);
        }
        assertKept();
    }

    @Test
    void ofManyFoldersTheLastComputedStay() {
        for (int i = 0; i < MANY; i++) {
            assertEquals("folder " + i, folders.computeIfAbsent(i, key -> "folder " + key));
        }
        assertKept();
    }

    private void assertKept() {
        for (int i = 0; i < MANY - KEPT; i++) {
            assertNull(folders.get(i), "folder " + i);
        }
        for (int i = MANY - KEPT; i < MANY; i++) {
            assertEquals("folder " + i, folders.get(i));
        }
    }

    /** A camera that uses one folder all the time keeps its numbers, whatever folders the others use. */
    @Test
    void aFolderThatIsUsedStays() {
        String read = folders.computeIfAbsent(-1, key -> "read");
        String computed = folders.computeIfAbsent(-2, key -> "computed");
        for (int i = 0; i < MANY; i++) {
            folders.put(i, "folder " + i);
            assertSame(read, folders.get(-1));
            assertSame(computed, folders.computeIfAbsent(-2, key -> "computed again"));
        }
    }
}
