package org.obscura.camera.web.api;

import java.util.List;
import java.util.stream.Stream;

import org.obscura.camera.web.camera.CameraSource;
import org.obscura.camera.web.camera.EventLog;
import org.obscura.camera.web.camera.Gallery;
import org.obscura.camera.web.camera.SeriesLog;
import org.obscura.camera.web.camera.ViewProblems;
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
        ViewProblems problems = new ViewProblems(events);
        LiveView live = new LiveView(problems, viewers, events::isClosed);
        EventStream stream = new EventStream(events, viewers);
        Stream<Resource> resources = Stream.of(new PageResource(version), new CameraResource(source, problems), new ControlResource(source),
                new CaptureResource(source, gallery, new SeriesLog()), new ImageResource(source, gallery), new DiscoveryResource(source));
        List<Route> streams = List.of(
                new Route("GET", Resource.CAMERA + "/live.jpg", Role.VIEW, call -> live.image(call, source.camera(call.path("camera")))),
                new Route("GET", Resource.CAMERA + "/live.mjpeg", Role.VIEW, call -> live.stream(call, source.camera(call.path("camera")))),
                new Route("GET", "/api/events", Role.VIEW, stream::stream));
        return Stream.concat(resources.flatMap(resource -> resource.routes().stream()), streams.stream()).toList();
    }
}
