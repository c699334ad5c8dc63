package org.obscura.camera.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.connect.ConnectModule;
import org.osgi.framework.connect.ModuleConnector;

/** Gives the framework the bundles of the runnable jar, by OSGi Connect: they run from the class path of the JVM. */
final class EmbeddedBundles implements ModuleConnector {
    private static final String SCHEME = "embedded:";

    private final ClassLoader loader;
    private final BundleIndex index;

    EmbeddedBundles(ClassLoader loader) {
        this.loader = loader;
        InputStream stream = loader.getResourceAsStream(BundleIndex.RESOURCE);
        if (stream == null) {
            throw new IllegalStateException("There is no " + BundleIndex.RESOURCE + " on the class path; this class runs from obscura.jar");
        }
        try {
            index = BundleIndex.read(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the locations to install, in the order in which to start the bundles. */
    List<String> locations() {
        return index.bundles().stream().map(bundle -> location(bundle.name())).toList();
    }

    /** Returns the location of a bundle. */
    static String location(String symbolicName) {
        return SCHEME + symbolicName;
    }

    @Override
    public void initialize(File storage, Map<String, String> configuration) {
        // nothing is kept between two runs
    }

    @Override
    public Optional<ConnectModule> connect(String location) {
        return index.bundles().stream().filter(bundle -> location.equals(location(bundle.name()))).findFirst()
                .map(bundle -> () -> new EmbeddedBundle(bundle, loader));
    }

    @Override
    public Optional<BundleActivator> newBundleActivator() {
        return Optional.empty();
    }
}
