package org.obscura.camera.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class BundleIndexTest {
    @Test
    void whatIsWrittenIsRead() throws IOException {
        BundleIndex index = new BundleIndex(List.of(
                new BundleIndex.Entry("org.a", Map.of("Bundle-SymbolicName", "org.a;singleton:=true", "X", "ä"),
                        List.of("org/", "org/A.class")),
                new BundleIndex.Entry("org.b", Map.of(), List.of())));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        index.write(bytes);
        assertEquals(index, BundleIndex.read(new ByteArrayInputStream(bytes.toByteArray())));
    }

    @Test
    void whatEachBundleHasUnderTheSamePathIsKeptApart() {
        assertEquals("bundles/org.a/META-INF/MANIFEST.MF", BundleIndex.location("org.a", "META-INF/MANIFEST.MF"));
        assertEquals("bundles/org.a/OSGI-INF/x.xml", BundleIndex.location("org.a", "OSGI-INF/x.xml"));
        assertEquals("bundles/org.a/LICENSE", BundleIndex.location("org.a", "LICENSE"));
        assertEquals("org/a/A.class", BundleIndex.location("org.a", "org/a/A.class"));
    }
}
