package org.obscura.camera.support.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The readers and writers of the JDK. The registry belongs to the whole JVM: a plug-in of another bundle may be first in it, and stay there
 * when its bundle is uninstalled. So the JDK's own are used; a reader of another bundle only for what they cannot read.
 */
public final class ImageIoPlugins {
    private static final Module JDK = ImageIO.class.getModule();
    private static final List<ImageReaderSpi> READERS = registered(ImageReaderSpi.class, true);
    /** The names of formats that the JDK's own readers read, as those write them: asking each copies all of its names. */
    private static final Set<String> READ = READERS.stream().flatMap(plugin -> Arrays.stream(plugin.getFormatNames()))
            .collect(Collectors.toUnmodifiableSet());
    private static final List<ImageWriterSpi> WRITERS = registered(ImageWriterSpi.class, true);
    private static final String JPEG = "jpeg";
    private static final int START_OF_JPEG = 0xFFD8;
    private static final int PART = 64 * 1024;

    private ImageIoPlugins() {
    }

    /** Work with a reader, whose input is set. */
    public interface Reading<T> {
        T with(ImageReader reader) throws IOException;
    }

    /** Opens an image file from its beginning; more than once, if the first plug-in fails. */
    public interface Source {
        ImageInputStream open() throws IOException;
    }

    /** Reads what a source opens. */
    private interface Attempt<T> {
        T with(Source source) throws IOException;
    }

    /** Says whether a plug-in is tried. */
    private interface Choice {
        boolean takes(ImageReaderSpi plugin) throws IOException;
    }

    private static <T extends ImageReaderWriterSpi> List<T> registered(Class<T> type, boolean own) {
        List<T> found = new ArrayList<>();
        try {
            for (Iterator<T> all = IIORegistry.getDefaultInstance().getServiceProviders(type, true); all.hasNext();) {
                T plugin = all.next();
                if (plugin.getClass().getModule().equals(JDK) == own) {
                    found.add(plugin);
                }
            }
        } catch (RuntimeException | LinkageError e) {
            // another bundle changes the registry at this moment: what was found so far
        }
        return found;
    }

    private static List<ImageReaderSpi> readers() {
        List<ImageReaderSpi> plugins = new ArrayList<>(READERS);
        plugins.addAll(registered(ImageReaderSpi.class, false));
        return plugins;
    }

    private static boolean isFor(ImageReaderWriterSpi plugin, String format) {
        return Arrays.stream(plugin.getFormatNames()).anyMatch(format::equalsIgnoreCase);
    }

    /** Returns whether an image of this format can be read. */
    public static boolean reads(String format) {
        return READ.contains(format) || readers().stream().anyMatch(plugin -> isFor(plugin, format));
    }

    /** Returns the suffixes of files that can be read, in lower case, sorted. */
    public static Set<String> suffixes() {
        Set<String> suffixes = new TreeSet<>();
        for (ImageReaderSpi plugin : readers()) {
            String[] own = plugin.getFileSuffixes();
            for (String suffix : own == null ? new String[0] : own) {
                suffixes.add(suffix.toLowerCase(Locale.ROOT));
            }
        }
        suffixes.remove("");
        return suffixes;
    }

    /**
     * Reads an image of a known format.
     *
     * @throws IOException for every failure: the readers stumble over damaged images in many ways
     */
    public static <T> T read(ByteBuffer image, String format, Reading<T> reading) throws IOException {
        byte[] bytes = new byte[image.remaining()];
        image.duplicate().get(bytes);
        return tolerant(memory(bytes), source -> read(source, plugin -> isFor(plugin, format), format, reading));
    }

    /**
     * Reads an image of any format, which its bytes show.
     *
     * @throws IOException for every failure: the readers stumble over damaged images in many ways
     */
    public static <T> T read(Source image, Reading<T> reading) throws IOException {
        return tolerant(image, source -> read(source, plugin -> recognizes(plugin, source), "such", reading));
    }

    /** Tries again without the colour profile: the reader refuses some damaged ones instead of ignoring them. */
    private static <T> T tolerant(Source source, Attempt<T> attempt) throws IOException {
        try {
            return attempt.with(source);
        } catch (IOException e) {
            byte[] jpeg = jpeg(source);
            if (JpegProfile.hide(jpeg)) {
                return attempt.with(memory(jpeg));
            }
            throw e;
        }
    }

    /** Returns the bytes of a JPEG image; none of another, or of one that cannot be opened. */
    private static byte[] jpeg(Source source) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageInputStream in = source.open()) {
            if (in.readUnsignedShort() == START_OF_JPEG) {
                in.seek(0);
                byte[] part = new byte[PART];
                for (int length = in.read(part); length > 0; length = in.read(part)) {
                    bytes.write(part, 0, length);
                }
            }
        } catch (IOException e) {
            return new byte[0];
        }
        return bytes.toByteArray();
    }

    /** Returns a source of bytes in memory. */
    public static Source memory(byte[] image) {
        return () -> new MemoryCacheImageInputStream(new ByteArrayInputStream(image));
    }

    /** Returns the source of a file; of one that does not exist, opening it throws {@code NoSuchFileException}. */
    public static Source file(Path file) {
        return () -> {
            Files.readAttributes(file, BasicFileAttributes.class); // says what is wrong, which the stream does not
            return new FileImageInputStream(file.toFile());
        };
    }

    private static boolean recognizes(ImageReaderSpi plugin, Source source) throws IOException {
        try (ImageInputStream in = source.open()) {
            return canDecode(plugin, in);
        }
    }

    private static boolean canDecode(ImageReaderSpi plugin, ImageInputStream in) {
        try {
            return plugin.canDecodeInput(in);
        } catch (IOException | RuntimeException | LinkageError e) {
            return false; // the image is shorter than what the plug-in looks at, or the plug-in's bundle was uninstalled
        }
    }

    private static <T> T read(Source source, Choice choice, String format, Reading<T> reading) throws IOException {
        IOException first = null;
        for (ImageReaderSpi plugin : readers()) {
            try {
                if (choice.takes(plugin)) {
                    return read(source, plugin, reading);
                }
            } catch (IOException e) {
                first = first == null ? e : first;
            } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
                first = first == null ? new IOException("the " + format + " image cannot be read: " + e, e) : first;
            }
        }
        throw first != null ? first : new IOException("this Java cannot read " + format + " images");
    }

    private static <T> T read(Source source, ImageReaderSpi plugin, Reading<T> reading) throws IOException {
        ImageReader reader = plugin.createReaderInstance();
        try (ImageInputStream in = source.open()) {
            reader.setInput(in, true, true);
            return reading.with(reader);
        } finally {
            reader.dispose();
        }
    }

    /** Creates a reader of the JDK, which the caller disposes of. */
    public static ImageReader reader(String format) throws IOException {
        for (ImageReaderSpi plugin : READERS) {
            if (isFor(plugin, format)) {
                return plugin.createReaderInstance();
            }
        }
        throw new IOException("this Java cannot read " + format + " images");
    }

    /** Creates a writer of the JDK, which the caller disposes of. */
    public static ImageWriter writer(String format) throws IOException {
        for (ImageWriterSpi plugin : WRITERS) {
            if (isFor(plugin, format)) {
                return plugin.createWriterInstance();
            }
        }
        throw new IOException("this Java cannot write " + format + " images");
    }

    /**
     * Returns a JPEG image.
     *
     * @param quality 0 to 1
     */
    public static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        ImageWriter writer = writer(JPEG);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
