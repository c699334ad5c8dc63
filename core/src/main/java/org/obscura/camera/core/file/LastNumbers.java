package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last numbers of the sequences in a folder, which the folder itself remembers: as an extended attribute, or in a hidden file where the
 * file system has no attributes. The first line is the number of generated names; each other line has a number and the key of a sequence,
 * the latest first. File systems hold few bytes of attributes, so the oldest sequences are forgotten.
 */
final class LastNumbers {
    static final String ATTRIBUTE = "obscura.last-number";
    static final String FILE = ".obscura-numbers";

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
        write(folder, utf8(text.toString()));
    }

    private static void write(OpenFolder folder, ByteBuffer text) {
        try {
            attributes(folder).write(ATTRIBUTE, text.duplicate());
        } catch (IOException | RuntimeException e) { // the numbers follow from the files in the folder, unless a file can hold them
            try {
                if (!Files.getFileStore(folder.path()).supportsFileAttributeView(UserDefinedFileAttributeView.class)) {
                    writeFile(folder, text);
                }
            } catch (IOException | RuntimeException again) {
                return;
            }
        }
    }

    private static void writeFile(OpenFolder folder, ByteBuffer text) throws IOException {
        String temporary = FILE + "-" + Long.toHexString(System.nanoTime()) + ".tmp";
        try (FileChannel out = folder.create(temporary)) {
            while (text.hasRemaining()) {
                out.write(text);
            }
        }
        folder.move(temporary, FILE);
    }

    private static ByteBuffer utf8(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }

    private static Map<String, Integer> read(OpenFolder folder) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        try {
            ByteBuffer text = ByteBuffer.allocate(MAXIMUM_BYTES); // each question opens the folder, that for the size, too
            attributes(folder).read(ATTRIBUTE, text);
            parse(text.flip(), numbers);
        } catch (IOException | RuntimeException e) { // it has no such attribute, or a damaged one
            readFile(folder, numbers);
        }
        return numbers;
    }

    private static void readFile(OpenFolder folder, Map<String, Integer> numbers) {
        if (!folder.exists(FILE)) {
            return;
        }
        ByteBuffer text = ByteBuffer.allocate(MAXIMUM_BYTES);
        try (FileChannel in = folder.read(FILE)) {
            while (in.read(text) > 0) {
                continue;
            }
            parse(text.flip(), numbers);
        } catch (IOException | RuntimeException e) {
            // it is damaged
        }
    }

    private static void parse(ByteBuffer text, Map<String, Integer> numbers) {
        for (String line : StandardCharsets.UTF_8.decode(text).toString().split("\n")) {
            int space = line.indexOf(' ');
            int number = Integer.parseInt(space < 0 ? line : line.substring(0, space));
            if (number > 0) {
                numbers.putIfAbsent(space < 0 ? NumberedName.GENERATED : line.substring(space + 1), number);
            }
        }
    }

    private static UserDefinedFileAttributeView attributes(OpenFolder folder) {
        return Files.getFileAttributeView(folder.path(), UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }
}
