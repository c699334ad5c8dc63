package org.obscura.camera.support.image;

import java.awt.image.RenderedImage;
import java.util.Iterator;
import java.util.Locale;

import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Plug-ins of an uninstalled bundle, first in the registry of the JVM during each test; their classes can no longer be loaded. */
public final class GonePlugins implements BeforeEachCallback, AfterEachCallback {
    private final IIORegistry registry = IIORegistry.getDefaultInstance();
    private final GoneReader reader;
    private final GoneWriter writer;

    /** Makes plug-ins of formats, whose names are their suffixes, too. */
    public GonePlugins(String... formats) {
        reader = new GoneReader(formats);
        writer = new GoneWriter(formats);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        first(ImageReaderSpi.class, reader);
        first(ImageWriterSpi.class, writer);
    }

    private <T> void first(Class<T> type, T plugin) {
        registry.registerServiceProvider(plugin, type);
        for (Iterator<T> all = registry.getServiceProviders(type, true); all.hasNext();) {
            T other = all.next();
            if (other != plugin) {
                registry.setOrdering(type, plugin, other);
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        registry.deregisterServiceProvider(reader, ImageReaderSpi.class);
        registry.deregisterServiceProvider(writer, ImageWriterSpi.class);
    }

    private static final class GoneReader extends ImageReaderSpi {
        GoneReader(String... names) {
            super("x", "1", names, names, new String[] {"image/jpeg"}, "Gone", new Class<?>[] {ImageInputStream.class}, null, false, null,
                    null, null, null,
                    false, null, null, null, null);
        }

        @Override
        public boolean canDecodeInput(Object source) {
            throw new NoClassDefFoundError("Gone");
        }

        @Override
        public ImageReader createReaderInstance(Object extension) {
            throw new NoClassDefFoundError("Gone");
        }

        @Override
        public String getDescription(Locale locale) {
            return "gone";
        }
    }

    private static final class GoneWriter extends ImageWriterSpi {
        GoneWriter(String... names) {
            super("x", "1", names, names, new String[] {"image/jpeg"}, "Gone", new Class<?>[] {ImageOutputStream.class}, null, false, null,
                    null, null, null,
                    false, null, null, null, null);
        }

        @Override
        public boolean canEncodeImage(ImageTypeSpecifier type) {
            return true;
        }

        @Override
        public boolean canEncodeImage(RenderedImage image) {
            return true;
        }

        @Override
        public ImageWriter createWriterInstance(Object extension) {
            throw new NoClassDefFoundError("Gone");
        }

        @Override
        public String getDescription(Locale locale) {
            return "gone";
        }
    }
}
