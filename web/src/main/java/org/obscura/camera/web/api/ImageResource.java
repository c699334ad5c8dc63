package org.obscura.camera.web.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.web.camera.CameraSource;
import org.obscura.camera.web.camera.Capture;
import org.obscura.camera.web.camera.Gallery;
import org.obscura.camera.web.camera.Thumbnails;
import org.obscura.camera.web.http.Call;
import org.obscura.camera.web.http.HttpException;
import org.obscura.camera.web.http.Role;
import org.obscura.camera.web.http.Route;

/** Images by camera and capture, never by a path of the client. */
final class ImageResource implements Resource {
    private static final String CAPTURE = CAMERA + "/captures/{capture}";
    private static final int THUMBNAIL_WIDTH = 320;
    private static final int MAX_THUMBNAIL_WIDTH = 640;
    private static final int WAIT_SECONDS = 60;
    private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("jpg", "image/jpeg"), Map.entry("jpeg", "image/jpeg"),
            Map.entry("png", "image/png"), Map.entry("tif", "image/tiff"), Map.entry("tiff", "image/tiff"), Map.entry("bmp", "image/bmp"),
            Map.entry("webp", "image/webp"));

    private final CameraSource source;
    private final Gallery gallery;
    private final Thumbnails thumbnails = new Thumbnails();

    ImageResource(CameraSource source, Gallery gallery) {
        this.source = source;
        this.gallery = gallery;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", CAPTURE + "/image", Role.VIEW, this::image),
                new Route("GET", CAPTURE + "/thumbnail", Role.VIEW, this::thumbnail),
                new Route("GET", CAPTURE + "/metadata", Role.VIEW, this::metadata),
                new Route("GET", CAMERA + "/still", Role.VIEW, this::still));
    }

    private void image(Call call) throws IOException, HttpException {
        send(call, withImage(CaptureResource.find(call, gallery)));
    }

    private static Capture withImage(Capture capture) throws HttpException {
        switch (capture.state()) {
            case SAVED -> {
                return capture;
            }
            case AVAILABLE -> {
                if (capture.bytes() == null) {
                    throw new HttpException(410, "The image is no longer in memory");
                }
                return capture;
            }
            case FAILED -> throw new HttpException(404, "The capture has no image: " + capture.message(), Map.of("error", capture.error()));
            default -> throw new HttpException(409, "The image is not complete: " + capture.state()).withHeader("Retry-After", "1");
        }
    }

    private static void send(Call call, Capture capture) throws IOException, HttpException {
        call.exchange().setHeader("Cache-Control", "private, no-cache");
        if (capture.path() != null) {
            sendFile(call, capture);
            return;
        }
        ByteBuffer bytes = capture.bytes();
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        call.bytes(200, type(capture.format()), array);
    }

    private static void sendFile(Call call, Capture capture) throws IOException, HttpException {
        Path path = capture.path();
        BasicFileAttributes file = access(path, each -> Files.readAttributes(each, BasicFileAttributes.class));
        if (file.isDirectory()) {
            throw deleted(path);
        }
        try (InputStream in = access(path, Files::newInputStream)) {
            String tag = "\"" + Long.toHexString(file.size()) + "-" + Long.toHexString(file.lastModifiedTime().toMillis()) + "\"";
            if (!call.unchanged(tag)) {
                sendFile(call, path, file.size(), in);
            }
        }
    }

    private interface FileAccess<T> {
        T of(Path path) throws IOException;
    }

    /** Accesses a file before the response begins: later a failure could not be said. */
    private static <T> T access(Path path, FileAccess<T> access) throws HttpException {
        try {
            return access.of(path);
        } catch (NoSuchFileException e) {
            throw deleted(path);
        } catch (IOException e) {
            throw new HttpException(503, "The file " + path + " cannot be read: " + e);
        }
    }

    private static HttpException deleted(Path path) {
        return new HttpException(410, "The file " + path + " was deleted");
    }

    private static void sendFile(Call call, Path path, long size, InputStream in) throws IOException, HttpException {
        String name = String.valueOf(path.getFileName());
        call.exchange().setHeader("Content-Disposition", (call.flag("download") ? "attachment" : "inline") + "; filename*=UTF-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
        try (OutputStream out = call.exchange().begin(200, type(name.substring(name.lastIndexOf('.') + 1)), size)) {
            in.transferTo(out);
        }
    }

    private static String type(String suffix) {
        return TYPES.getOrDefault(suffix.toLowerCase(Locale.ROOT), "application/octet-stream");
    }

    private void thumbnail(Call call) throws IOException, HttpException, InterruptedException {
        Capture capture = CaptureResource.find(call, gallery);
        int width = (int) call.number("width", 16, MAX_THUMBNAIL_WIDTH, THUMBNAIL_WIDTH);
        if (capture.state() == Capture.State.WAITING || capture.state() == Capture.State.FAILED) {
            withImage(capture); // says why there is none
        }
        byte[] thumbnail;
        try {
            thumbnail = thumbnails.of(capture, width);
        } catch (IOException | RuntimeException e) {
            throw new HttpException(410, "There is no thumbnail: " + e.getMessage());
        }
        call.exchange().setHeader("Cache-Control", "private, no-cache");
        call.bytes(200, "image/jpeg", thumbnail);
    }

    private void metadata(Call call) throws IOException, HttpException {
        call.json(200, CaptureResource.find(call, gallery).metadata());
    }

    /** Sends the last image; with {@code ?fresh} one that is exposed now, which stays in memory. */
    private void still(Call call) throws IOException, HttpException, InterruptedException {
        String camera = source.camera(call.path("camera")).getId();
        if (!call.flag("fresh")) {
            send(call, gallery.latest(camera).orElseThrow(() -> new HttpException(404,
                    "Camera " + camera + " has taken no image since the site opened; add ?fresh to take one")));
            return;
        }
        if (!call.user().role().includes(Role.OPERATE)) {
            throw new HttpException(403, "The user " + call.user().name() + " may not take images");
        }
        if (call.exchange().isFromOtherSite()) {
            throw new HttpException(403, "A link of another site may not take images");
        }
        CaptureRequest request = source.camera(camera).getImageCapture()
                .submit(CaptureOptions.builder().inMemory().format("jpeg").build());
        try {
            CapturedImage image = request.getResult().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
            gallery.completed(image);
            ByteBuffer bytes = image.bytes();
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            call.exchange().setHeader("Cache-Control", "no-store");
            call.bytes(200, "image/jpeg", array);
        } catch (TimeoutException e) {
            request.cancel();
            throw new HttpException(504, "No image within " + WAIT_SECONDS + " s");
        } catch (ExecutionException e) {
            throw CaptureResource.failure(e.getCause());
        }
    }
}
