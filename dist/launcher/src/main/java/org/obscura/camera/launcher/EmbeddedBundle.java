package org.obscura.camera.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.osgi.framework.connect.ConnectContent;

/** The content of one bundle of the runnable jar. */
final class EmbeddedBundle implements ConnectContent {
    private final BundleIndex.Entry bundle;
    private final ClassLoader loader;
    private final Set<String> paths;

    EmbeddedBundle(BundleIndex.Entry bundle, ClassLoader loader) {
        this.bundle = bundle;
        this.loader = loader;
        this.paths = new HashSet<>(bundle.paths());
    }

    @Override
    public Optional<Map<String, String>> getHeaders() {
        return Optional.of(bundle.headers());
    }

    @Override
    public Iterable<String> getEntries() {
        return bundle.paths();
    }

    @Override
    public Optional<ConnectEntry> getEntry(String path) {
        return paths.contains(path) ? Optional.of(new File(path)) : Optional.empty();
    }

    @Override
    public Optional<ClassLoader> getClassLoader() {
        return Optional.of(loader);
    }

    @Override
    public void open() {
        // the JVM holds the jar open
    }

    @Override
    public void close() {
        // as above
    }

    /** A file of the bundle, or a folder, which is empty. */
    private final class File implements ConnectEntry {
        private final String path;

        File(String path) {
            this.path = path;
        }

        @Override
        public String getName() {
            return path;
        }

        @Override
        public long getContentLength() {
            try {
                URLConnection connection = url() == null ? null : url().openConnection();
                return connection == null ? 0 : connection.getContentLengthLong();
            } catch (IOException e) {
                return -1;
            }
        }

        @Override
        public long getLastModified() {
            return 0;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            URL url = url();
            return url == null ? InputStream.nullInputStream() : url.openStream();
        }

        private URL url() {
            return path.endsWith("/") ? null : loader.getResource(BundleIndex.location(bundle.name(), path));
        }
    }
}
