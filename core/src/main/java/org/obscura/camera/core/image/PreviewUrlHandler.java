package org.obscura.camera.core.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;

import org.jspecify.annotations.Nullable;
import org.osgi.service.url.AbstractURLStreamHandlerService;

/** Opens {@code camera-preview:} URLs, for every bundle in the framework. */
public final class PreviewUrlHandler extends AbstractURLStreamHandlerService {
    private final PreviewCache previews;

    public PreviewUrlHandler(PreviewCache previews) {
        this.previews = previews;
    }

    @Override
    public URLConnection openConnection(URL url) {
        return new URLConnection(url) {
            private byte @Nullable [] bytes;

            @Override
            public void connect() throws IOException {
                if (bytes == null) {
                    bytes = previews.open(url.toExternalForm());
                    connected = true;
                }
            }

            @Override
            public InputStream getInputStream() throws IOException {
                connect();
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public String getContentType() {
                return "image/jpeg";
            }

            @Override
            public int getContentLength() {
                return bytes == null ? -1 : bytes.length;
            }

            @Override
            public long getContentLengthLong() {
                return getContentLength();
            }
        };
    }
}
