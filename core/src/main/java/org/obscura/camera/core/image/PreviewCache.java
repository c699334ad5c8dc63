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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;
import org.obscura.camera.core.metadata.MetadataWriter;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.support.image.ImageIoPlugins;

/**
 * The last previews of each camera, under URLs that name camera and request. A preview is rendered when it is first opened; until then its
 * image is kept. Previews outlive their camera, within the limit of memory for all.
 */
public final class PreviewCache {
    /** The scheme of the URLs. */
    public static final String SCHEME = "camera-preview";

    private static final long MEMORY = 32L * 1024 * 1024;
    private static final int WAIT_SECONDS = 60;
    /** How long an image may take to be encoded before its preview is rendered of the frame. */
    private static final int ENCODING_MILLIS = 300;
    private static final String WIDTH = "width=";

    @GuardedBy("this")
    private final Map<String, Preview> previews = new LinkedHashMap<>();
    private final PreviewRenderer renderer;
    @GuardedBy("this")
    private long memory;

    public PreviewCache(Decoders decoders) {
        renderer = new PreviewRenderer(decoders);
    }

    private static final class Preview {
        final String camera;
        /** Replaced by the preview once that is rendered. */
        volatile CompletableFuture<Source> source = new CompletableFuture<>();
        final FrameOrientation orientation;
        /** The frame while it is processed; null before and after. */
        volatile @Nullable SharedFrame frame;
        int size;

        Preview(String camera, @Nullable SharedFrame frame, FrameOrientation orientation) {
            this.camera = camera;
            this.frame = frame;
            this.orientation = orientation;
        }
    }

    /**
     * What a preview is rendered of, or the preview.
     *
     * @param image the encoded image, in parts that follow one another; none if the preview is rendered
     * @param rendered the preview, or null
     */
    private record Source(List<ByteBuffer> image, String format, int orientation, byte @Nullable [] rendered) {
        static Source of(byte[] rendered) {
            return new Source(List.of(), "", 0, rendered);
        }
    }

    /** Returns the URL of a request's preview. */
    public String url(String camera, int request) {
        return SCHEME + ":" + URLEncoder.encode(camera, StandardCharsets.UTF_8).replace("+", "%20") + "/" + request;
    }

    /**
     * Adds the preview of a request that was exposed: it can be opened from now on.
     *
     * @param limit how many previews of the camera are kept
     * @param frame the frame, of which the preview is rendered if its image takes long to be encoded; null: it is
     *            edited first
     * @param orientation how the frame is turned
     * @return the URL of the preview
     */
    public synchronized String announce(String camera, int request, int limit, @Nullable SharedFrame frame,
            FrameOrientation orientation) {
        String url = url(camera, request);
        Preview old = previews.remove(url);
        if (old != null) {
            memory -= old.size;
        }
        if (limit > 0) {
            previews.put(url, new Preview(camera, frame, orientation));
        }
        int more = (int) previews.values().stream().filter(preview -> preview.camera.equals(camera)).count()
                - limit;
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
     * Hands in the encoded image, in parts that follow one another. Returns false if no preview can be rendered of it later: its format
     * cannot be read, or it is so large that it would displace all others.
     */
    public boolean developed(String camera, int request, List<ByteBuffer> parts, String format, int orientation) {
        int size = parts.stream().mapToInt(ByteBuffer::remaining).sum();
        if (size > MEMORY / 4 || !ImageIoPlugins.reads(format)) {
            return false;
        }
        provide(camera, request, new Source(parts, format, orientation, null), size);
        return true;
    }

    /**
     * Renders the preview of a frame at once: there is no image that it can be rendered of later.
     *
     * @param orientation supplies by how many degrees clockwise the frame is turned
     */
    public void makeNow(String camera, int request, Frame frame, IntSupplier orientation) {
        try {
            byte[] rendered = renderer.of(frame, orientation.getAsInt());
            provide(camera, request, Source.of(rendered), rendered.length);
        } catch (Throwable e) {
            fail(camera, request, e);
        }
    }

    /** Gives up the preview of a request. */
    public void refuse(String camera, int request, String reason) {
        fail(camera, request, new IOException(reason));
    }

    private synchronized void fail(String camera, int request, Throwable e) {
        Preview preview = previews.get(url(camera, request));
        if (preview != null) {
            preview.frame = null;
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
        preview.frame = null;
        preview.source.complete(source);
        Iterator<Preview> oldest = previews.values().iterator();
        while (memory > MEMORY && oldest.hasNext()) {
            Preview candidate = oldest.next();
            if (candidate.size > 0) { // it may be this one: of images that are encoded at once the oldest may be ready last
                drop(oldest, candidate);
            }
        }
    }

    @GuardedBy("this")
    private void drop(Iterator<Preview> at, Preview preview) {
        at.remove();
        memory -= preview.size;
        preview.frame = null;
        if (!preview.source.isDone()) {
            preview.source.completeExceptionally(new FileNotFoundException("the preview is no longer kept"));
        }
    }

    /**
     * Returns the preview as a JPEG image. Waits a moment until the image is encoded, else renders it of the frame.
     *
     * @param requested the URL; followed by {@code ?width=} and a number of pixels for a smaller one of the same aspect ratio
     */
    public byte[] open(String requested) throws IOException {
        int query = requested.indexOf('?');
        String url = query < 0 ? requested : requested.substring(0, query);
        int width = query < 0 ? PreviewRenderer.WIDTH : width(requested, requested.substring(query + 1));
        byte[] rendered = rendered(url);
        return width < PreviewRenderer.WIDTH ? renderer.of(ByteBuffer.wrap(rendered), ImageFormat.JPEG.name(), 0, width) : rendered.clone();
    }

    private static int width(String requested, String query) throws IOException {
        try {
            int width = query.startsWith(WIDTH) ? Integer.parseInt(query.substring(WIDTH.length())) : 0;
            if (width > 0) {
                return width;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IOException("'" + query + "' in " + requested + " must be width= and a number of pixels above 0");
    }

    /** Returns a preview of the frame if the image is not encoded soon; null if it is, or the frame is closed. */
    private byte @Nullable [] renderedOfFrame(Preview preview) throws IOException, InterruptedException, ExecutionException {
        try {
            preview.source.get(ENCODING_MILLIS, TimeUnit.MILLISECONDS);
            return null;
        } catch (TimeoutException e) {
            SharedFrame frame = preview.frame;
            if (frame == null || !frame.acquire()) {
                return null;
            }
            try (frame) {
                return renderer.of(frame, preview.orientation.degrees(frame));
            }
        }
    }

    private byte[] rendered(String url) throws IOException {
        Preview preview;
        synchronized (this) {
            preview = previews.get(url);
        }
        if (preview == null) {
            throw new FileNotFoundException("There is no preview " + url + "; only the last ones of each camera are kept");
        }
        Source source;
        try {
            byte[] early = renderedOfFrame(preview);
            if (early != null) {
                return early;
            }
            source = preview.source.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new IOException("There is no preview " + url + ": " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new IOException("The image of " + url + " is not encoded yet", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + url, e);
        }
        if (source.rendered() != null) {
            return source.rendered();
        }
        byte[] rendered = renderer.of(MetadataWriter.joined(source.image()), source.format(), source.orientation(), PreviewRenderer.WIDTH);
        synchronized (this) { // the image is not needed any more
            preview.source = CompletableFuture.completedFuture(Source.of(rendered));
            if (previews.get(url) == preview) {
                memory += rendered.length - preview.size;
                preview.size = rendered.length;
            }
        }
        return rendered;
    }
}
