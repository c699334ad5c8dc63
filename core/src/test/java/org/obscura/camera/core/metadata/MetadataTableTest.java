package org.obscura.camera.core.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The table in the documentation is that of the code, and says of a key that it is verified where {@link EveryKeyTest} reads it back. */
class MetadataTableTest {
    private static final String VERIFIED = "JPEG, PNG, TIFF, WebP";

    @Test
    void theDocumentationShowsTheTableOfTheCode() throws IOException {
        String generated = table();
        Path copy = Files.writeString(Path.of("target", "metadata-table.md"), generated);
        String readme = Files.readString(Path.of("..", "README.md"));
        int begin = readme.indexOf(generated.substring(0, generated.indexOf('\n')));
        assertTrue(begin >= 0, "the README has no table of keys; it is in " + copy);
        assertEquals(generated, readme.substring(begin, readme.indexOf("\n\n", begin) + 1),
                "the README's table should now be that of " + copy);
    }

    @Test
    void everyKeyHasAPlaceInXmp() {
        MetadataTable.facts().forEach(fact -> assertTrue(!fact.xmp().isEmpty(), fact.key()));
    }

    @Test
    void noTwoKeysShareAPlace() {
        List<String> exif = MetadataTable.facts().stream().flatMap(f -> f.exif().stream().limit(1)).map(t -> t.place() + " " + t.tag())
                .toList();
        assertEquals(exif.stream().distinct().toList(), exif);
        List<String> xmp = MetadataTable.facts().stream().map(f -> f.xmp().get(0).toString()).toList();
        assertEquals(xmp.stream().distinct().toList(), xmp);
    }

    private static String table() {
        Set<String> verified = EveryKey.rows().stream().map(EveryKey::key).collect(Collectors.toSet());
        StringBuilder table = new StringBuilder("| key | type | EXIF | XMP | PNG | verified |\n|---|---|---|---|---|---|\n");
        for (MetadataField fact : MetadataTable.facts()) {
            row(table, fact.key(), "`" + fact.kind().typeName() + "`", list(fact.exif().stream()), list(fact.xmp().stream()),
                    list(Stream.of(fact.png(), fact.chunk() == null ? null : fact.chunk().type() + " chunk").filter(Objects::nonNull)),
                    verified.contains(fact.key()) ? VERIFIED : "");
        }
        row(table, "any other", "`String`", "", "obscura:*key*", "*key*", verified.contains("Inspector") ? VERIFIED : "");
        return table.toString();
    }

    private static String list(Stream<?> places) {
        return places.map(Object::toString).collect(Collectors.joining(", "));
    }

    private static void row(StringBuilder table, String... cells) {
        table.append(Stream.of(cells).map(cell -> cell.isEmpty() ? "–" : cell).collect(Collectors.joining(" | ", "| ", " |\n")));
    }
}
