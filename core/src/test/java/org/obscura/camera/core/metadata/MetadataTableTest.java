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
import org.obscura.camera.core.metadata.schema.MetadataField;
import org.obscura.camera.core.metadata.schema.MetadataTable;

/** The table in the documentation is that of the code, and says of a key that it is verified where {@link EveryKeyTest} reads it back. */
class MetadataTableTest {
    private static final String VERIFIED = "JPEG, PNG, TIFF, WebP";

    @Test
    void theDocumentationShowsTheTableOfTheCode() throws IOException {
        String generated = table();
        Path copy = Files.writeString(Path.of("target", "metadata-table.md"), generated);
        String page = Files.readString(Path.of("..", "docs", "metadata.md"));
        int begin = page.indexOf(generated.substring(0, generated.indexOf('\n')));
        assertTrue(begin >= 0, "docs/metadata.md has no table of keys; it is in " + copy);
        assertEquals(generated, page.substring(begin),
                "the table of docs/metadata.md must be that of " + copy);
    }

    @Test
    void everyKeyHasAPlaceInXmp() {
        MetadataTable.fields().forEach(field -> assertTrue(!field.xmp().isEmpty(), field.key()));
    }

    @Test
    void noTwoKeysShareAPlace() {
        List<String> exif = MetadataTable.fields().stream().flatMap(f -> f.exif().stream().limit(1)).map(t -> t.place() + " " + t.tag())
                .toList();
        assertEquals(exif.stream().distinct().toList(), exif);
        List<String> xmp = MetadataTable.fields().stream().map(f -> f.xmp().get(0).toString()).toList();
        assertEquals(xmp.stream().distinct().toList(), xmp);
    }

    private static String table() {
        Set<String> verified = EveryKey.rows().stream().map(EveryKey::key).collect(Collectors.toSet());
        StringBuilder table = new StringBuilder("| key | type | EXIF | XMP | PNG | verified |\n|---|---|---|---|---|---|\n");
        for (MetadataField field : MetadataTable.fields()) {
            row(table, field.key(), "`" + field.type().typeName() + "`", list(field.exif().stream()), list(field.xmp().stream()),
                    list(Stream.of(field.png(), field.chunk() == null ? null : field.chunk().type() + " chunk").filter(Objects::nonNull)),
                    verified.contains(field.key()) ? VERIFIED : "");
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
