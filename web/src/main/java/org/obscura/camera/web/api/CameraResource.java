package org.obscura.camera.web.api;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraStatistics;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.support.device.BackendReport;
import org.obscura.camera.web.camera.CameraSource;
import org.obscura.camera.web.camera.ViewProblems;
import org.obscura.camera.web.http.Call;
import org.obscura.camera.web.http.HttpException;
import org.obscura.camera.web.http.Role;
import org.obscura.camera.web.http.Route;

/** Cameras, their devices and backends. */
final class CameraResource implements Resource {
    private final CameraSource source;
    private final ViewProblems problems;

    CameraResource(CameraSource source, ViewProblems problems) {
        this.source = source;
        this.problems = problems;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/cameras", Role.VIEW, this::list), new Route("GET", CAMERA, Role.VIEW, this::get),
                new Route("PATCH", CAMERA, Role.CONFIGURE, this::change), new Route("GET", "/api/devices", Role.VIEW, this::devices));
    }

    private void list(Call call) throws IOException {
        call.json(200, Map.of("cameras", source.cameras().stream().map(this::describe).toList()));
    }

    private void get(Call call) throws IOException, HttpException {
        call.json(200, describe(source.camera(call.path("camera"))));
    }

    private void change(Call call) throws IOException, HttpException {
        Camera camera = source.camera(call.path("camera"));
        Fields fields = new Fields(call.body(), Set.of("started", "resolution"));
        // all is read before anything is changed
        Resolution resolution = fields.resolution("resolution");
        Boolean started = fields.has("started") ? fields.required("started") : null;
        if (fields.has("resolution")) {
            camera.getImageCapture().setResolution(resolution);
        }
        if (started != null) {
            if (started) {
                camera.start();
            } else {
                camera.stop();
            }
        }
        call.json(200, describe(camera));
    }

    private Map<String, Object> describe(Camera camera) {
        CameraCapture capture = camera.getImageCapture();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", camera.getId());
        all.put("status", camera.getStatus());
        all.put("ready", capture.isReady());
        all.put("reason", reason(camera.getStatus()));
        all.put("viewProblem", problems.get(camera.getId()));
        all.put("device", camera.getDevice().map(CameraResource::describe).orElse(null));
        all.put("resolution", capture.getResolution());
        all.put("resolutions", camera.getSupportedResolutions());
        all.put("folder", camera.getDirectory());
        all.put("pending", capture.getPendingCount());
        all.put("series", capture.getSeries().size());
        all.put("error", capture.getError());
        all.put("message", capture.getErrorString());
        all.put("statistics", describe(camera.getStatistics()));
        return all;
    }

    /** Returns why a camera takes no images, and what to do; "" if it does. */
    private String reason(Camera.Status status) {
        return switch (status) {
            case INACTIVE -> "The camera is not started. Start it";
            case WAITING -> "No device that the camera may use is available. " + source.backends().stream()
                    .map(BackendReport::reason).filter(reason -> !reason.isEmpty()).findFirst()
                    .orElse("Connect a camera, or change device.target in the configuration of the camera");
            default -> "";
        };
    }

    private static Map<String, Object> describe(CameraStatistics statistics) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("requested", statistics.requested());
        all.put("saved", statistics.saved());
        all.put("available", statistics.available());
        all.put("failed", statistics.failed());
        all.put("latencyMedian", statistics.latency().median());
        all.put("deviceChanges", statistics.deviceChanges());
        return all;
    }

    private static Map<String, Object> describe(DeviceInfo device) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", device.id());
        all.put("name", device.displayName());
        all.put("backend", device.backend());
        all.put("position", device.position());
        all.put("orientation", device.orientation());
        all.put("manufacturer", device.manufacturer());
        all.put("model", device.model());
        return all;
    }

    private void devices(Call call) throws IOException {
        List<Map<String, Object>> devices = source.devices().stream().map(device -> {
            Map<String, Object> all = describe(device.info());
            all.put("simulated", device.simulated());
            all.put("cameras", source.cameras().stream().filter(camera -> camera.getDevice().map(DeviceInfo::id).orElse("")
                    .equals(device.info().id())).map(Camera::getId).toList());
            return all;
        }).toList();
        List<Map<String, Object>> backends = source.backends().stream()
                .map(backend -> Map.<String, Object>of("name", backend.name(), "state", backend.state(), "reason",
                        backend.reason()))
                .toList();
        call.json(200, Map.of("devices", devices, "backends", backends, "discovery", !source.discoveries().isEmpty()));
    }
}
