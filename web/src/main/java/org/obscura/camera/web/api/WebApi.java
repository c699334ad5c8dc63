package org.obscura.camera.web.api;

import java.util.List;
import java.util.stream.Stream;

import org.obscura.camera.web.camera.CameraSource;
import org.obscura.camera.web.camera.EventLog;
import org.obscura.camera.web.camera.Gallery;
import org.obscura.camera.web.camera.SeriesLog;
import org.obscura.camera.web.http.Role;
import org.obscura.camera.web.http.Route;
import org.obscura.camera.web.stream.EventStream;
import org.obscura.camera.web.stream.LiveView;

/** All routes of the site. */
public final class WebApi {
    private WebApi() {
    }

    /**
     * Returns the routes.
     *
     * @param viewers how many live views, and how many clients that follow events, there may be at once
     */
    public static List<Route> routes(CameraSource source, Gallery gallery, EventLog events, int viewers, String version) {
        LiveView live = new LiveView(viewers, events::isClosed);
        EventStream stream = new EventStream(events, viewers);
        Stream<Resource> resources = Stream.of(new PageResource(version), new CameraResource(source), new ControlResource(source),
                new CaptureResource(source, gallery, new SeriesLog()), new ImageResource(source, gallery), new DiscoveryResource(source));
        List<Route> streams = List.of(
                new Route("GET", Resource.CAMERA + "/live.jpg", Role.VIEW, call -> live.image(call, source.camera(call.path("camera")))),
                new Route("GET", Resource.CAMERA + "/live.mjpeg", Role.VIEW, call -> live.stream(call, source.camera(call.path("camera")))),
                new Route("GET", "/api/events", Role.VIEW, stream::stream));
        return Stream.concat(resources.flatMap(resource -> resource.routes().stream()), streams.stream()).toList();
    }
}
