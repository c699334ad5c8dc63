package org.obscura.camera.support.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks a configuration for what no single value shows: unknown keys, the encoding of its file, and who may read its secrets. */
final class ConfigChecks {
    /** Keys that frameworks, consoles and components add to a configuration. */
    private static final List<String> FOREIGN = List.of(".", "service.", "component.", "camera.backend", "felix.", "org.", "osgi.",
            "webconsole.");

    private final Map<String, ?> values;
    private final Object file;
    private final List<String> warnings = new ArrayList<>();

    private ConfigChecks(Map<String, ?> values) {
        this.values = values;
        this.file = values.get("felix.fileinstall.filename");
    }

    /** Returns one sentence, without a full stop, for each other thing that looks like a mistake. */
    static List<String> warnings(Map<String, ?> values) {
        ConfigChecks checks = new ConfigChecks(values);
        checks.checkEncoding();
        checks.warnings.addAll(FileMistakes.warnings(checks.file));
        ReadableSecrets.warning(checks.file, values).ifPresent(checks.warnings::add);
        return checks.warnings;
    }

    /** Returns one sentence, without a full stop, for each key that is unknown. */
    static List<String> unknownKeys(Map<String, ?> values, Set<String> known) {
        List<String> sentences = new ArrayList<>();
        Set<String> others = new TreeSet<>(values.keySet());
        others.removeAll(known);
        for (String key : others) {
            Optional<String> similar = SimilarWords.find(key, known);
            boolean isForeign = FOREIGN.stream().anyMatch(key::startsWith) && !(key.startsWith(".") && similar.isPresent());
            if (!isForeign && !FileMistakes.hasMark(key)) {
                sentences.add("'" + key + "' is unknown" + similar.map(each -> "; did you mean '" + each + "'?")
                        .orElse("; known are " + String.join(", ", known)));
            }
        }
        return sentences;
    }

    /** File Install reads files as Latin-1 unless it is configured otherwise, which turns an umlaut in UTF-8 into two characters. */
    private void checkEncoding() {
        if (file == null) {
            return;
        }
        for (String key : new TreeSet<>(values.keySet())) {
            String text = String.valueOf(values.get(key));
            if (!key.startsWith(".") && text.chars().anyMatch(c -> c >= 0x80) && text.chars().allMatch(c -> c < 0x100)) {
                try {
                    String meant = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)))
                            .toString();
                    warnings.add(key + "=" + text + " looks like UTF-8 that was read as Latin-1; for '" + meant
                            + "' set the framework property felix.fileinstall.configEncoding=UTF-8");
                } catch (CharacterCodingException e) {
                    continue; // it is what it looks like
                }
            }
        }
    }
}
