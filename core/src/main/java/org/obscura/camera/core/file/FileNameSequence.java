package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.obscura.camera.spi.ImageFormat;

/**
 * The numbers of generated names in one folder: one more than the highest in the folder, whatever the suffix, and never one that was used
 * before, even if its file was moved away since. The folder itself remembers the last number, as an extended attribute, where the file
 * system can. The folder is listed for each name, since other programs may write to it; a large one less often, so that listing stays a
 * small part of the work. A number is no reservation: a name that exists is passed over when it is claimed.
 */
final class FileNameSequence {
    static final String ATTRIBUTE = "obscura.last-number";
    static final int SMALL = 32;
    /** A large folder is listed again after this many times the duration of the last listing. */
    static final int INTERVAL = 20;
    static final int HIGHEST = 999_999_999;

    private static final String PREFIX = "IMG_";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{8,9})\\.[A-Za-z0-9]+");
    private static final int ATTRIBUTE_LENGTH = 20;

    private final LongSupplier nanoTime;
    @GuardedBy("this")
    private int last;
    @GuardedBy("this")
    private int entries;
    @GuardedBy("this")
    private long listedAt;
    @GuardedBy("this")
    private long listingTook;

    FileNameSequence() {
        this(System::nanoTime);
    }

    FileNameSequence(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    static String name(int number, ImageFormat format) {
        return String.format(Locale.ROOT, "%s%08d.%s", PREFIX, number, format.suffixes().get(0));
    }

    /** Returns the next number. */
    synchronized int next(OpenFolder folder) throws IOException {
        long now = nanoTime.getAsLong();
        if (entries <= SMALL || now - listedAt > INTERVAL * listingTook) {
            last = Math.max(last, Math.max(highest(folder), remembered(folder)));
            listedAt = nanoTime.getAsLong();
            listingTook = listedAt - now;
        }
        if (last == HIGHEST) {
            throw new IOException("all numbers of generated names are used, up to " + HIGHEST);
        }
        return ++last;
    }

    @GuardedBy("this")
    private int highest(OpenFolder folder) throws IOException {
        int highest = 0;
        entries = 0;
        for (String file : folder.names(PREFIX)) {
            entries++;
            Matcher name = NAME.matcher(file);
            if (name.matches()) {
                highest = Math.max(highest, Integer.parseInt(name.group(1)));
            }
        }
        return highest;
    }

    /** Stores a number that has become a name. */
    synchronized void used(OpenFolder folder, int number) {
        if (number > remembered(folder)) {
            try {
                attributes(folder).write(ATTRIBUTE, StandardCharsets.US_ASCII.encode(String.valueOf(number)));
            } catch (IOException | RuntimeException e) {
                // a file system without extended attributes: the numbers follow from the files
            }
        }
    }

    private static int remembered(OpenFolder folder) {
        try {
            ByteBuffer text = ByteBuffer.allocate(ATTRIBUTE_LENGTH);
            attributes(folder).read(ATTRIBUTE, text);
            int number = Integer.parseInt(StandardCharsets.US_ASCII.decode(text.flip()).toString());
            return number > 0 && number <= HIGHEST ? number : 0;
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    private static UserDefinedFileAttributeView attributes(OpenFolder folder) {
        return Files.getFileAttributeView(folder.path(), UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }
}
