package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last numbers of the sequences in a folder, which the folder itself remembers as an extended attribute, where the file system can. The
 * first line is the number of generated names; each other line has a number and the key of a sequence, the latest first. File systems hold
 * few bytes of attributes, so the oldest sequences are forgotten.
 */
final class LastNumbers {
    static final String ATTRIBUTE = "obscura.last-number";

    private static final int MAXIMUM_BYTES = 1000;

    private LastNumbers() {
    }

    /** Returns the last number of a key; 0 if none is known. */
    static int get(OpenFolder folder, String key) {
        return read(folder).getOrDefault(key, 0);
    }

    /** Stores a number that has become a name, unless it is lower than the last. */
    static void put(OpenFolder folder, String key, int number) {
        Map<String, Integer> numbers = read(folder);
        if (number <= numbers.getOrDefault(key, 0) || key.chars().anyMatch(Character::isISOControl)) {
            return;
        }
        StringBuilder text = new StringBuilder();
        boolean generated = key.equals(NumberedName.GENERATED);
        text.append(generated ? number : numbers.getOrDefault(NumberedName.GENERATED, 0));
        if (!generated) {
            text.append('\n').append(number).append(' ').append(key);
        }
        numbers.forEach((other, last) -> {
            String line = "\n" + last + " " + other;
            if (!other.equals(key) && !other.equals(NumberedName.GENERATED)
                    && utf8(text + line).remaining() <= MAXIMUM_BYTES) {
                text.append(line);
            }
        });
        try {
            attributes(folder).write(ATTRIBUTE, utf8(text.toString()));
        } catch (IOException | RuntimeException e) {
            // a file system without extended attributes: the numbers follow from the files
        }
    }

    private static ByteBuffer utf8(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }

    private static Map<String, Integer> read(OpenFolder folder) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        try {
            UserDefinedFileAttributeView attributes = attributes(folder);
            ByteBuffer text = ByteBuffer.allocate(attributes.size(ATTRIBUTE));
            attributes.read(ATTRIBUTE, text);
            for (String line : StandardCharsets.UTF_8.decode(text.flip()).toString().split("\n")) {
                int space = line.indexOf(' ');
                int number = Integer.parseInt(space < 0 ? line : line.substring(0, space));
                if (number > 0) {
                    numbers.putIfAbsent(space < 0 ? NumberedName.GENERATED : line.substring(space + 1), number);
                }
            }
        } catch (IOException | RuntimeException e) {
            return numbers; // of no such attribute, or a damaged one
        }
        return numbers;
    }

    private static UserDefinedFileAttributeView attributes(OpenFolder folder) {
        return Files.getFileAttributeView(folder.path(), UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }
}
