package org.obscura.camera.launcher;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The output of the program, which keeps why it could not be written: a command that prints does not learn it. */
final class WatchedOutput extends FilterOutputStream {
    private volatile IOException failure;

    WatchedOutput(OutputStream out) {
        super(out);
    }

    /** Returns why something was not written; empty too if the reader of a pipe has left, who wants no more. */
    Optional<String> problem() {
        return Optional.ofNullable(failure).map(Throwable::getMessage).filter(message -> !message.contains("Broken pipe") && !isPipe());
    }

    /** Returns whether the output is a pipe or a socket: the system may say in any language that its reader has left. */
    private static boolean isPipe() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException e) {
            return false; // a system without such files
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
