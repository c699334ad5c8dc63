package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.obscura.camera.spi.ImageFormat;

/**
 * The numbers of generated names in one folder: the highest there + 1, whatever the suffix, and never one that this process has given
 * before. The folder is listed each time, since others may write to it; a large one less often, so that listing stays a small part of
 * the work. No picture is ever overwritten for that: a name that is taken is passed over when it is claimed.
 */
final class FileNameSequence {
    private static final Pattern NAME = Pattern.compile("IMG_(\\d{8,9})\\.[A-Za-z0-9]+");
    private static final int SMALL = 32;
    private static final int SHARE = 20;

    private final Path folder;
    private int last;
    private int entries;
    private long listedAt;
    private long listingTook;

    FileNameSequence(Path folder) {
        this.folder = folder;
    }

    static String name(int number, ImageFormat format) {
        return String.format(Locale.ROOT, "IMG_%08d.%s", number, format.suffixes().get(0));
    }

    /** The next number. */
    synchronized int next() throws IOException {
        long now = System.nanoTime();
        if (entries <= SMALL || now - listedAt > SHARE * listingTook) {
            last = Math.max(last, highest());
            listedAt = System.nanoTime();
            listingTook = listedAt - now;
        }
        return ++last;
    }

    private int highest() throws IOException {
        int highest = 0;
        entries = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "IMG_*")) {
            for (Path file : files) {
                entries++;
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    highest = Math.max(highest, Integer.parseInt(name.group(1)));
                }
            }
        }
        return highest;
    }
}
