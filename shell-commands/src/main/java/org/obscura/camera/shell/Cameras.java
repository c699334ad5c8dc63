package org.obscura.camera.shell;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import org.obscura.camera.Camera;
import org.obscura.camera.support.config.SimilarWords;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The configured cameras, by id. */
@Component(service = Cameras.class)
public class Cameras {
    /** What to say where there is none. */
    static final String NONE = "There is no camera; is the bundle org.obscura.camera.core running?";

    private static final String DEFAULT = "default";

    private final Map<String, Camera> byId = new ConcurrentSkipListMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCamera(Camera camera) {
        byId.put(camera.getId(), camera);
    }

    void removeCamera(Camera camera) {
        byId.remove(camera.getId(), camera);
    }

    Collection<Camera> all() {
        return byId.values();
    }

    /** Returns the camera of that id, or all if it is null. */
    Collection<Camera> allOr(String id) {
        return id == null ? all() : List.of(find(id));
    }

    /** Returns the camera of that id; for null the only one, or the one called {@code default}. */
    Camera find(String id) {
        Camera camera = id != null ? byId.get(id) : byId.size() == 1 ? byId.values().iterator().next() : byId.get(DEFAULT);
        if (camera != null) {
            return camera;
        }
        if (byId.isEmpty()) {
            throw new IllegalArgumentException(id == null ? NONE : NONE.replace(";", " '" + id + "', and no other;"));
        }
        String known = String.join(", ", byId.keySet());
        throw new IllegalArgumentException(id == null ? "Which camera? There are " + known
                : "There is no camera '" + id + "'" + SimilarWords.find(id, byId.keySet()).map(similar -> "; did you mean " + similar + "?")
                        .orElse("; " + (byId.size() == 1 ? "the only one is " : "there are ") + known));
    }
}
