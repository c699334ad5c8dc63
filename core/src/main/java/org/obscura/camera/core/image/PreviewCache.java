package org.obscura.camera.core.image;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.imageio.ImageIO;

import org.obscura.camera.core.metadata.MetadataWriter;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageFormat;

/**
 * The last previews of each camera, under URLs that name camera and request. A preview is made when it is first asked for; until then
 * the picture that it is made of is kept. They outlive their camera, up to the bound on memory for all.
 */
public final class PreviewCache {
    /** The scheme of the URLs. */
    public static final String SCHEME = "camera-preview";

    private static final Set<String> READ_BY_JAVA = Set.of(ImageIO.getReaderFormatNames());
    private static final long MEMORY = 32L * 1024 * 1024;
    private static final int DEFAULT_LIMIT = 16;
    private static final int WAIT_SECONDS = 60;
    private static final String WIDTH = "width=";

    private final Map<String, Preview> previews = new LinkedHashMap<>();
    private final Map<String, Integer> limits = new ConcurrentHashMap<>();
    private final PreviewRenderer maker;
    private long memory;

    public PreviewCache(Decoders decoders) {
        maker = new PreviewRenderer(decoders);
    }

    private static final class Preview {
        final String camera;
        /** Replaced by the small picture once that is made. */
        volatile CompletableFuture<Source> source = new CompletableFuture<>();
        int size;

        Preview(String camera) {
            this.camera = camera;
        }
    }

    private record Source(List<ByteBuffer> picture, String format, int orientation, byte[] made) {
    }

    /** How many are kept for a camera. */
    public void setLimit(String camera, int limit) {
        limits.put(camera, limit);
    }

    public String url(String camera, int request) {
        return SCHEME + ":" + URLEncoder.encode(camera, StandardCharsets.UTF_8).replace("+", "%20") + "/" + request;
    }

    /** A picture was taken: from now on its preview can be asked for. Returns its URL. */
    public synchronized String announce(String camera, int request) {
        String url = url(camera, request);
        Preview old = previews.remove(url);
        if (old != null) {
            memory -= old.size;
        }
        previews.put(url, new Preview(camera));
        int more = (int) previews.values().stream().filter(preview -> preview.camera.equals(camera)).count()
                - limits.getOrDefault(camera, DEFAULT_LIMIT);
        for (Iterator<Preview> oldest = previews.values().iterator(); more > 0 && oldest.hasNext();) {
            Preview candidate = oldest.next();
            if (candidate.camera.equals(camera)) {
                drop(oldest, candidate);
                more--;
            }
        }
        return url;
    }

    /**
     * The picture is encoded, in parts that follow one another. False if the preview cannot be made of it later: of a format that Java does
     * not read, or so large that it would take the place of all others meanwhile.
     */
    public boolean developed(String camera, int request, List<ByteBuffer> parts, String format, int orientation) {
        int size = parts.stream().mapToInt(ByteBuffer::remaining).sum();
        if (size > MEMORY / 4 || !READ_BY_JAVA.contains(format)) {
            return false;
        }
        provide(camera, request, new Source(parts, format, orientation, null), size);
        return true;
    }

    /** Makes the preview of the frame, because the frame will be gone and there is no picture to make it of. */
    public void makeNow(String camera, int request, Frame frame, int orientation) {
        try {
            byte[] made = maker.of(frame, orientation);
            provide(camera, request, new Source(null, null, orientation, made), made.length);
        } catch (Exception | Error e) {
            fail(camera, request, e);
        }
    }

    private synchronized void fail(String camera, int request, Throwable e) {
        Preview preview = previews.get(url(camera, request));
        if (preview != null) {
            preview.source.completeExceptionally(e);
        }
    }

    private synchronized void provide(String camera, int request, Source source, int size) {
        Preview preview = previews.get(url(camera, request));
        if (preview == null) {
            return;
        }
        preview.size = size;
        memory += size;
        preview.source.complete(source);
        Iterator<Preview> oldest = previews.values().iterator();
        while (memory > MEMORY && oldest.hasNext()) {
            Preview candidate = oldest.next();
            if (candidate.size > 0) { // it may be this one: of several that are encoded at once the oldest may be the last to be done
                drop(oldest, candidate);
            }
        }
    }

    private void drop(Iterator<Preview> at, Preview preview) {
        at.remove();
        memory -= preview.size;
        preview.source.completeExceptionally(new FileNotFoundException("the preview is no longer kept"));
    }

    /**
     * The preview as a JPEG picture. Waits until the picture is encoded.
     *
     * @param asked the URL, with {@code ?width=} and a number of pixels behind it for a smaller one of the same shape
     */
    public byte[] open(String asked) throws IOException {
        int query = asked.indexOf('?');
        String url = query < 0 ? asked : asked.substring(0, query);
        int width = query < 0 ? PreviewRenderer.WIDTH : width(asked, asked.substring(query + 1));
        byte[] made = made(url);
        return width < PreviewRenderer.WIDTH ? maker.of(ByteBuffer.wrap(made), ImageFormat.JPEG.name(), 0, width) : made.clone();
    }

    private static int width(String asked, String query) throws IOException {
        try {
            int width = query.startsWith(WIDTH) ? Integer.parseInt(query.substring(WIDTH.length())) : 0;
            if (width > 0) {
                return width;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IOException("'" + query + "' in " + asked + " must be width= and a number of pixels above 0");
    }

    private byte[] made(String url) throws IOException {
        Preview preview;
        synchronized (this) {
            preview = previews.get(url);
        }
        if (preview == null) {
            throw new FileNotFoundException("There is no preview " + url + "; the last ones of each camera are kept");
        }
        Source source;
        try {
            source = preview.source.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("There is no preview " + url + ": " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("The picture of " + url + " is not encoded yet", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + url, e);
        }
        if (source.made() != null) {
            return source.made();
        }
        byte[] made = maker.of(MetadataWriter.joined(source.picture()), source.format(), source.orientation(), PreviewRenderer.WIDTH);
        synchronized (this) { // the picture is not needed any more
            preview.source = CompletableFuture.completedFuture(new Source(null, null, 0, made));
            if (previews.get(url) == preview) {
                memory += made.length - preview.size;
                preview.size = made.length;
            }
        }
        return made;
    }
}
