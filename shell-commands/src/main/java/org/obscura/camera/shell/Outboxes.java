package org.obscura.camera.shell;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import org.obscura.camera.ImageOutbox;
import org.obscura.camera.support.config.SimilarWords;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The outboxes of sinks, by the name of the sink. */
@Component(service = Outboxes.class)
public class Outboxes {
    private final Map<String, ImageOutbox> byName = new ConcurrentSkipListMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addOutbox(ImageOutbox outbox) {
        byName.put(outbox.getStatus().sink(), outbox);
    }

    void removeOutbox(ImageOutbox outbox) {
        byName.values().remove(outbox);
    }

    Collection<String> names() {
        return byName.keySet();
    }

    /** Returns the outbox of that sink, or all if it is null. */
    Collection<ImageOutbox> allOr(String name) {
        if (name == null) {
            return byName.values();
        }
        ImageOutbox outbox = byName.get(name);
        if (outbox == null) {
            throw new IllegalArgumentException("There is no sink '" + name + "'" + SimilarWords.find(name, byName.keySet())
                    .map(similar -> "; did you mean " + similar + "?")
                    .orElse(byName.isEmpty() ? "; none is configured" : "; there are " + String.join(", ", byName.keySet())));
        }
        return List.of(outbox);
    }
}
