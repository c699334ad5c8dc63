package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process as it is named in a temporary file. A process number alone says little: another container has the same numbers, and a restarted
 * container has the same number again.
 *
 * @param scope the space that the number belongs to: the boot of the system and the process namespace. Random where the system does not
 *             tell
 * @param number the process number in that space
 * @param start when the process started, in the system's clock ticks since its boot
 */
record ProcessIdentity(String scope, long number, String start) {
    private static final Path PROC = Path.of("/proc");
    private static final Pattern TEXT = Pattern.compile("([0-9a-z.]+)-(\\d{1,18})-(\\d+)");
    private static final int BOOT_DIGITS = 12;
    /** Of the fields behind the name of the program, which may hold spaces and parentheses. */
    private static final int START_FIELD = 19;

    /** Returns the identity of this process. */
    static ProcessIdentity current() {
        long number = ProcessHandle.current().pid();
        try {
            // a /proc of another namespace, or one that hides processes, is no evidence
            if (PROC.resolve("self").toRealPath().endsWith(String.valueOf(number)) && Files.exists(PROC.resolve("1"))) {
                String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).replaceAll("[^0-9a-f]", "");
                String namespace = Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString().replaceAll("[^0-9]", "");
                return new ProcessIdentity(boot.substring(0, BOOT_DIGITS) + "." + namespace, number, start(number));
            }
        } catch (IOException | RuntimeException e) {
            // a system without such files
        }
        return new ProcessIdentity("x" + Long.toHexString(ThreadLocalRandom.current().nextLong()), number, "0");
    }

    /** Reads an identity that {@link #toString()} wrote. */
    static Optional<ProcessIdentity> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches() ? Optional.of(new ProcessIdentity(parts.group(1), Long.parseLong(parts.group(2)), parts.group(3)))
                : Optional.empty();
    }

    /** Returns whether this process can tell that the other has ended; false if it has not or cannot be seen from here. */
    boolean knowsAsEnded(ProcessIdentity other) {
        // no generated equals: the JDK keeps the class of a record whose generated method it linked, and with it the bundle
        if (!other.scope.equals(scope) || other.number == number && other.start.equals(start)) {
            return false;
        }
        try {
            return !start(other.number).equals(other.start);
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException | RuntimeException e) {
            // "no such process" if it ends while it is read; the next look finds out
            return false;
        }
    }

    private static String start(long process) throws IOException {
        String stat = Files.readString(PROC.resolve(process + "/stat"), java.nio.charset.StandardCharsets.ISO_8859_1);
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_FIELD];
    }

    @Override
    public String toString() {
        return scope + "-" + number + "-" + start;
    }
}
