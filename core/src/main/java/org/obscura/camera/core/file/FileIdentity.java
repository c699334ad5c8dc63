package org.obscura.camera.core.file;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By what a file is recognized, whatever its name: another one has another number in the file system, time or size.
 *
 * @param size the number of bytes
 * @param modifiedMillis the time of the last change, by the clock of the file system
 * @param number the number in the file system; "-" where it has none that lasts
 */
public record FileIdentity(long size, long modifiedMillis, String number) {
    /** File systems whose numbers do not last, such as FAT, store times in steps of two seconds. */
    private static final long TOLERANCE_MILLIS = 2_000;
    private static final String UNKNOWN = "-";
    private static final Pattern NUMBER = Pattern.compile(".*ino=(\\d+)\\)");
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) (-?\\d{1,18}) (-|\\d{1,20})");

    static FileIdentity of(BasicFileAttributes attributes) {
        Matcher number = NUMBER.matcher(String.valueOf(attributes.fileKey()));
        return new FileIdentity(attributes.size(), attributes.lastModifiedTime().toMillis(), number.matches() ? number.group(1) : UNKNOWN);
    }

    /** Reads what {@link #toText} wrote. */
    public static FileIdentity parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no identity of a file: " + text);
        }
        return new FileIdentity(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), parts.group(3));
    }

    /**
     * Returns the text that is stored.
     *
     * @param lasting whether the file system keeps the numbers of files
     */
    public String toText(boolean lasting) {
        return size + " " + modifiedMillis + " " + (lasting ? number : UNKNOWN);
    }

    boolean isOf(BasicFileAttributes attributes) {
        FileIdentity other = of(attributes);
        boolean numbered = !number.equals(UNKNOWN) && !other.number.equals(UNKNOWN);
        return attributes.isRegularFile() && size == other.size && (!numbered || number.equals(other.number))
                && Math.abs(modifiedMillis - other.modifiedMillis) <= (numbered ? 0 : TOLERANCE_MILLIS);
    }
}
