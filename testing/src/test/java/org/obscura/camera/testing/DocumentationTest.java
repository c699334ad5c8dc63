package org.obscura.camera.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documentation shows the code that these tests run. */
class DocumentationTest {

    @ParameterizedTest
    @ValueSource(strings = {"Inspector", "InspectorTest"})
    void theExampleIsTheCompiledOne(String name) throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/obscura/camera/testing", name + ".java"));
        String shown = source.substring(source.indexOf("from here on\n") + "from here on\n".length());
        assertTrue(Files.readString(Path.of("../docs/testing-your-bundle.md")).contains("```java\n" + shown + "```"), name);
    }
}
