package org.obscura.camera.shell;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import org.obscura.camera.CaptureTrigger;
import org.obscura.camera.support.config.SimilarWords;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The configured triggers, by name. */
@Component(service = Triggers.class)
public class Triggers {
    /** What to do where there is none. */
    static final String NONE = "No trigger is configured; create a file such as org.obscura.camera.trigger-yard.cfg, with interval=10m, in"
            + " the folder of the configuration";

    private final Map<String, CaptureTrigger> byName = new ConcurrentSkipListMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTrigger(CaptureTrigger trigger) {
        byName.put(trigger.getName(), trigger);
    }

    void removeTrigger(CaptureTrigger trigger) {
        byName.remove(trigger.getName(), trigger);
    }

    Collection<CaptureTrigger> all() {
        return byName.values();
    }

    /** Returns the trigger of that name, or all if it is null. */
    Collection<CaptureTrigger> allOr(String name) {
        return name == null ? all() : List.of(find(name));
    }

    /** Returns the trigger of that name. */
    CaptureTrigger find(String name) {
        CaptureTrigger trigger = byName.get(name);
        if (trigger != null) {
            return trigger;
        }
        if (byName.isEmpty()) {
            throw new IllegalArgumentException("There is no trigger '" + name + "'. " + NONE);
        }
        throw new IllegalArgumentException("There is no trigger '" + name + "'" + SimilarWords.find(name, byName.keySet())
                .map(similar -> "; did you mean " + similar + "?").orElse("; there are " + String.join(", ", byName.keySet())));
    }
}
