package org.obscura.camera.web.api;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.web.camera.CameraSource;
import org.obscura.camera.web.camera.Capture;
import org.obscura.camera.web.camera.Gallery;
import org.obscura.camera.web.camera.SeriesLog;
import org.obscura.camera.web.http.Call;
import org.obscura.camera.web.http.HttpException;
import org.obscura.camera.web.http.Role;
import org.obscura.camera.web.http.Route;

/** Captures and series: making, following and cancelling them. */
final class CaptureResource implements Resource {
    private static final String CAPTURES = CAMERA + "/captures";
    private static final String CAPTURE = CAPTURES + "/{capture}";
    private static final String SERIES = CAMERA + "/series";
    private static final int WAIT_SECONDS = 60;
    private static final int LISTED = 100;

    private final CameraSource source;
    private final Gallery gallery;
    private final SeriesLog series;

    CaptureResource(CameraSource source, Gallery gallery, SeriesLog series) {
        this.source = source;
        this.gallery = gallery;
        this.series = series;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", CAPTURES, Role.VIEW, this::list), new Route("POST", CAPTURES, Role.OPERATE, this::submit),
                new Route("DELETE", CAPTURES, Role.OPERATE, this::cancelAll), new Route("GET", CAPTURE, Role.VIEW, this::get),
                new Route("DELETE", CAPTURE, Role.OPERATE, this::cancel), new Route("GET", SERIES, Role.VIEW, this::listSeries),
                new Route("GET", SERIES + "/{series}", Role.VIEW, this::getSeries),
                new Route("DELETE", SERIES + "/{series}", Role.OPERATE, this::cancelSeries));
    }

    private void list(Call call) throws IOException, HttpException {
        String camera = source.camera(call.path("camera")).getId();
        int count = (int) call.number("limit", 1, 10_000, LISTED);
        call.json(200, Map.of("captures", gallery.list(camera, count).stream().map(Capture::describe).toList()));
    }

    private void get(Call call) throws IOException, HttpException {
        call.json(200, find(call, gallery).describe());
    }

    static Capture find(Call call, Gallery gallery) throws HttpException {
        int id = call.number("capture");
        return gallery.find(call.path("camera"), id).orElseThrow(() -> new HttpException(404,
                "The capture " + id + " of camera " + call.path("camera") + " is unknown; the last ones are kept"));
    }

    private void submit(Call call) throws IOException, HttpException, InterruptedException {
        String camera = source.camera(call.path("camera")).getId();
        CameraCapture capture = source.camera(camera).getImageCapture();
        call.checkQuery(Set.of("wait")); // the options are in the body
        boolean wait = call.flag("wait");
        CaptureOptions options = CaptureForm.read(call.body());
        if (options.count() > 1 || !options.bracket().isEmpty()) {
            startSeries(call, camera, capture, options);
            return;
        }
        CaptureRequest request = capture.submit(options);
        gallery.requested(camera, request.getId());
        call.exchange().setHeader("Location", "captures/" + request.getId());
        if (wait && await(request)) {
            call.json(201, find(camera, request.getId()).describe());
        } else {
            call.json(202, find(camera, request.getId()).describe());
        }
    }

    private Capture find(String camera, int id) throws HttpException {
        return gallery.find(camera, id).orElseThrow(() -> new HttpException(404, "The capture " + id + " is no longer kept"));
    }

    /** Waits for the image of a request. Returns false if it takes too long; the request goes on. */
    private boolean await(CaptureRequest request) throws HttpException, InterruptedException {
        try {
            CompletableFuture<CapturedImage> result = request.getResult().toCompletableFuture();
            gallery.completed(result.get(WAIT_SECONDS, TimeUnit.SECONDS));
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    static HttpException failure(Throwable cause) {
        if (cause instanceof CaptureException e) {
            return new HttpException(status(e.getError()), e.getMessage(), Map.of("error", e.getError(), "capture", e.getRequestId()));
        }
        return new HttpException(503, String.valueOf(cause.getMessage()));
    }

    private static int status(CaptureError error) {
        return switch (error) {
            case NOT_READY, CANCELLED -> 409;
            case OUT_OF_SPACE -> 507;
            case NOT_SUPPORTED, FORMAT -> 422;
            default -> 503;
        };
    }

    private void startSeries(Call call, String camera, CameraCapture capture, CaptureOptions options) throws IOException {
        SeriesLog.Series entry = series.add(camera);
        entry.start(capture.submitSeries(options, request -> {
            entry.add(request.getId());
            gallery.requested(camera, request.getId());
        }));
        series.keep(entry);
        call.exchange().setHeader("Location", "series/" + entry.number());
        call.json(202, entry.describe());
    }

    private void cancelAll(Call call) throws IOException, HttpException {
        source.camera(call.path("camera")).getImageCapture().cancelCapture();
        call.empty(204);
    }

    private void cancel(Call call) throws IOException, HttpException {
        Capture capture = find(call, gallery);
        if (!source.camera(call.path("camera")).getImageCapture().cancelCapture(capture.id())) {
            throw new HttpException(409, "The capture " + capture.id() + " has ended: " + capture.state());
        }
        call.empty(204);
    }

    private void listSeries(Call call) throws IOException, HttpException {
        String camera = source.camera(call.path("camera")).getId();
        call.json(200, Map.of("series", series.list(camera).stream().map(SeriesLog.Series::describe).toList()));
    }

    private void getSeries(Call call) throws IOException, HttpException {
        call.json(200, series(call).describe());
    }

    private void cancelSeries(Call call) throws IOException, HttpException {
        if (!series(call).cancel()) {
            throw new HttpException(409, "The series has ended");
        }
        call.empty(204);
    }

    private SeriesLog.Series series(Call call) throws HttpException {
        int number = call.number("series");
        return series.find(call.path("camera"), number).orElseThrow(() -> new HttpException(404,
                "The series " + number + " of camera " + call.path("camera") + " is unknown"));
    }
}
