package org.obscura.camera.core.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import org.obscura.camera.spi.ImageFormat;

/**
 * The readers and writers of the JDK. The registry belongs to the whole JVM: a plug-in of another bundle may be first in it, and stay there
 * when its bundle is uninstalled. So the JDK's own are used; a reader of another bundle only for what they cannot read.
 */
final class ImageIoPlugins {
    private static final Module JDK = ImageIO.class.getModule();
    private static final List<ImageReaderSpi> READERS = registered(ImageReaderSpi.class, true);
    /** The names of formats that the JDK's own readers read, as those write them: asking each copies all of its names. */
    private static final Set<String> READ = READERS.stream().flatMap(plugin -> Arrays.stream(plugin.getFormatNames()))
            .collect(Collectors.toUnmodifiableSet());
    private static final List<ImageWriterSpi> WRITERS = registered(ImageWriterSpi.class, true);

    private ImageIoPlugins() {
    }

    /** Work with a reader. */
    interface Reading<T> {
        T with(ImageReader reader) throws IOException;
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

    private static boolean isFor(ImageReaderWriterSpi plugin, String format) {
        return Arrays.stream(plugin.getFormatNames()).anyMatch(format::equalsIgnoreCase);
    }

    /** Returns whether an image of this format can be read. */
    static boolean reads(String format) {
        return READ.contains(format) || READERS.stream().anyMatch(plugin -> isFor(plugin, format))
                || registered(ImageReaderSpi.class, false).stream().anyMatch(plugin -> isFor(plugin, format));
    }

    /**
     * Reads an image.
     *
     * @throws IOException for every failure: the readers stumble over damaged images in many ways
     */
    static <T> T read(ByteBuffer image, String format, Reading<T> reading) throws IOException {
        byte[] bytes = new byte[image.remaining()];
        image.duplicate().get(bytes);
        try {
            return read(bytes, format, reading);
        } catch (IOException e) {
            if (format.equals(ImageFormat.JPEG.name()) && JpegHeader.hideProfile(bytes)) {
                return read(bytes, format, reading); // the reader refuses some damaged profiles instead of ignoring them
            }
            throw e;
        }
    }

    private static <T> T read(byte[] bytes, String format, Reading<T> reading) throws IOException {
        IOException first = null;
        List<ImageReaderSpi> plugins = new ArrayList<>(READERS);
        plugins.addAll(registered(ImageReaderSpi.class, false));
        for (ImageReaderSpi plugin : plugins) {
            if (isFor(plugin, format)) {
                try {
                    return read(bytes, plugin, reading);
                } catch (IOException e) {
                    first = first == null ? e : first;
                } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
                    first = first == null ? new IOException("the " + format + " image cannot be read: " + e, e) : first;
                }
            }
        }
        throw first != null ? first : new IOException("this Java cannot read " + format + " images");
    }

    private static <T> T read(byte[] bytes, ImageReaderSpi plugin, Reading<T> reading) throws IOException {
        ImageReader reader = plugin.createReaderInstance();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            return reading.with(reader);
        } finally {
            reader.dispose();
        }
    }

    /** Creates a writer, which the caller disposes of. */
    static ImageWriter writer(String format) throws IOException {
        for (ImageWriterSpi plugin : WRITERS) {
            if (isFor(plugin, format)) {
                return plugin.createWriterInstance();
            }
        }
        throw new IOException("this Java cannot write " + format + " images");
    }
}
