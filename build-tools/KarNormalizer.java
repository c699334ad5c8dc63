import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Removes the time of the build from a KAR: the Karaf plugin writes it into the Maven metadata of each SNAPSHOT bundle, so that two builds
 * would differ. Arguments: the KAR, and the time to write instead.
 */
final class KarNormalizer {
    private KarNormalizer() {
    }

    public static void main(String[] arguments) throws IOException {
        Path kar = Path.of(arguments[0]);
        Instant time = Instant.parse(arguments[1]);
        String updated = DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC).format(time);
        ByteArrayOutputStream normalized = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(kar)); ZipOutputStream out = new ZipOutputStream(normalized)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                if (entry.getName().matches(".*/maven-metadata[^/]*\\.xml")) {
                    String metadata = new String(content, StandardCharsets.UTF_8);
                    content = metadata.replaceAll("<(lastUpdated|updated)>\\d+<", "<$1>" + updated + "<").getBytes(StandardCharsets.UTF_8);
                }
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(time.atOffset(ZoneOffset.UTC).toLocalDateTime());
                out.putNextEntry(copy);
                out.write(content);
                out.closeEntry();
            }
        }
        Files.write(kar, normalized.toByteArray());
    }
}
