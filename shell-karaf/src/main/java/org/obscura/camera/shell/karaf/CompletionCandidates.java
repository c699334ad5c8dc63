package org.obscura.camera.shell.karaf;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.apache.karaf.shell.api.console.Candidate;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The words that can stand for a parameter, by what is there now. No device is opened or asked for it. */
@Component(service = CompletionCandidates.class)
public class CompletionCandidates {
    private static final List<String> KEYS = Arrays.stream(MetadataKeys.class.getFields()).map(CompletionCandidates::constant).sorted()
            .toList();

    private final Map<Camera, String> cameras = new ConcurrentHashMap<>();
    private final Map<CameraDevice, Map<String, Object>> devices = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCamera(Camera camera, Map<String, Object> properties) {
        cameras.put(camera, String.valueOf(properties.get(CameraEvents.CAMERA_ID)));
    }

    void removeCamera(Camera camera) {
        cameras.remove(camera);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addDevice(CameraDevice device, Map<String, Object> properties) {
        devices.put(device, properties);
    }

    void removeDevice(CameraDevice device) {
        devices.remove(device);
    }

    /** In the order in which they are shown; empty where anything may stand. */
    Collection<Candidate> of(ParameterSpec slot) {
        if (slot.type().isEnum()) {
            return whole(Arrays.stream(slot.type().getEnumConstants()).map(each -> each.toString().toLowerCase(Locale.ROOT)));
        }
        return switch (slot.label()) {
            case "camera" -> whole(cameras.values().stream().sorted());
            case "device" -> devices();
            case "key" -> whole(Stream.concat(set(), KEYS.stream()).distinct());
            case "fact", "setting" -> KEYS.stream().map(CompletionCandidates::beginning).toList();
            case "size" -> whole(cameras.keySet().stream().flatMap(camera -> camera.getSupportedResolutions().stream()).distinct()
                    .map(Resolution::toString));
            default -> List.of();
        };
    }

    private Stream<String> set() {
        return cameras.keySet().stream().flatMap(camera -> camera.getImageCapture().getMetadata().keySet().stream()).sorted();
    }

    private Collection<Candidate> devices() {
        Stream<Candidate> ids = devices.values().stream()
                .map(device -> described(text(device, CameraDevice.DEVICE_ID), text(device, CameraDevice.DEVICE_NAME)));
        Stream<Candidate> backends = devices.values().stream().map(device -> text(device, CameraBackend.BACKEND)).distinct()
                .map(backend -> described(backend, "any device of this backend"));
        return Stream.of(ids, backends, Stream.of(described("any", "the best device there is"))).flatMap(each -> each).sorted().toList();
    }

    private static String text(Map<String, Object> properties, String key) {
        return Objects.toString(properties.get(key), "");
    }

    private static Collection<Candidate> whole(Stream<String> words) {
        return words.map(Candidate::new).toList();
    }

    static Candidate described(String word, String text) {
        return new Candidate(word, word, null, text, null, null, true);
    }

    /** The value follows at once. */
    private static Candidate beginning(String key) {
        return new Candidate(key + "=", false);
    }

    private static String constant(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
