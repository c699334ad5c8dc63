package org.obscura.camera.support.config;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/** Finds secrets in a file of configuration that every user of the machine can read. */
final class ReadableSecrets {
    private ReadableSecrets() {
    }

    /**
     * Returns a clause that names the file and what to do.
     *
     * @param file the address of the file, as File Install sets it; null if the configuration has none
     * @param values the configuration
     */
    static Optional<String> warning(Object file, Map<String, ?> values) {
        TreeSet<String> secrets = new TreeSet<>(values.keySet());
        secrets.removeIf(key -> !key.startsWith("."));
        if (file == null || secrets.isEmpty() || !FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(URI.create(file.toString()));
            if (!isReadableByAll(path)) {
                return Optional.empty();
            }
            Properties written = new Properties(); // a placeholder is replaced in the values
            try (Reader in = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
                written.load(in);
            }
            secrets.removeIf(key -> {
                String text = written.getProperty(key, "");
                return text.isBlank() || SecretPlaceholder.matches(text);
            });
            return secrets.isEmpty() ? Optional.empty()
                    : Optional.of("every user of this machine can read the secret '" + String.join("', '", secrets) + "'; chmod 600 "
                            + path);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // it is no file of this form
        }
    }

    private static boolean isReadableByAll(Path file) throws IOException {
        Path real = file.toRealPath();
        boolean readable = Files.getPosixFilePermissions(real).contains(PosixFilePermission.OTHERS_READ);
        for (Path folder = real.getParent(); readable && folder != null; folder = folder.getParent()) {
            readable = Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE);
        }
        return readable;
    }
}
