package org.obscura.camera.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;

/**
 * Runs a file of commands in the session; the first that fails ends it. Its further arguments are {@code $1}, {@code $2} and so on, and
 * {@code $args}. Stands in for Gogo's own {@code source} and {@code gosh}, which take the name for a URI, where a space is an error.
 */
final class Script implements Function {

    @Override
    public Object execute(CommandSession session, List<Object> arguments) throws Exception {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("The name of a file of commands is missing");
        }
        List<String> words = arguments.stream().map(String::valueOf).toList();
        Path file = Path.of(words.get(0)).toAbsolutePath();
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IOException("There is no readable file '" + file + "' with commands");
        }
        List<String> rest = words.subList(1, words.size());
        session.put("args", rest);
        for (int i = 0; i < rest.size(); i++) {
            session.put(String.valueOf(i + 1), rest.get(i));
        }
        // off while the command line was read
        session.put(CommandSession.OPTION_NO_GLOB, false);
        return session.execute(read(file));
    }

    private static String read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            return Utf8Text.of(bytes);
        } catch (IOException e) {
            throw new IOException("The file '" + file + "' is not run: it must be UTF-8, and " + e.getMessage(), e);
        }
    }
}
