package org.obscura.camera.web.api;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.web.camera.CameraSource;
import org.obscura.camera.web.http.Call;
import org.obscura.camera.web.http.HttpException;
import org.obscura.camera.web.http.Role;
import org.obscura.camera.web.http.Route;

/** Controls and metadata for later requests. A change is applied as a whole or not at all. */
final class ControlResource implements Resource {
    private static final String CONTROLS = CAMERA + "/controls";
    private static final String METADATA = CAMERA + "/metadata";

    private final CameraSource source;

    ControlResource(CameraSource source) {
        this.source = source;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", CONTROLS, Role.VIEW, this::controls), new Route("PATCH", CONTROLS, Role.OPERATE, this::setControls),
                new Route("GET", METADATA, Role.VIEW, this::metadata), new Route("PATCH", METADATA, Role.OPERATE, this::setMetadata));
    }

    private void controls(Call call) throws IOException, HttpException {
        Camera camera = source.camera(call.path("camera"));
        Map<String, Object> set = camera.getImageCapture().getControls();
        call.json(200,
                Map.of("controls", camera.getSupportedControls().stream().map(control -> describe(control, set)).toList(), "set", set,
                        "unsupported", camera.getUnsupportedControls()));
    }

    private static Map<String, Object> describe(ControlInfo control, Map<String, Object> set) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("key", control.key());
        all.put("label", control.label());
        all.put("kind", control.kind());
        all.put("min", control.min());
        all.put("max", control.max());
        all.put("step", control.step());
        all.put("default", control.defaultValue());
        all.put("choices", control.choices());
        all.put("unit", control.unit());
        all.put("traits", control.traits().stream().map(trait -> trait.name().toLowerCase(Locale.ROOT)).sorted().toList());
        all.put("value", control.value());
        all.put("set", set.get(control.key()));
        return all;
    }

    private void setControls(Call call) throws IOException, HttpException {
        CameraCapture capture = source.camera(call.path("camera")).getImageCapture();
        set(call.body(), capture::setControls);
        controls(call);
    }

    private void metadata(Call call) throws IOException, HttpException {
        call.json(200, source.camera(call.path("camera")).getImageCapture().getMetadata());
    }

    private void setMetadata(Call call) throws IOException, HttpException {
        CameraCapture capture = source.camera(call.path("camera")).getImageCapture();
        set(call.body(), capture::setMetadata);
        metadata(call);
    }

    private static void set(Map<String, Object> values, Consumer<Map<String, Object>> setter) throws HttpException {
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            Fields.scalar(entry.getKey(), entry.getValue());
        }
        try {
            setter.accept(values);
        } catch (IllegalArgumentException e) {
            throw new HttpException(422, e.getMessage(), Map.of("error", "NOT_SUPPORTED"));
        }
    }
}
