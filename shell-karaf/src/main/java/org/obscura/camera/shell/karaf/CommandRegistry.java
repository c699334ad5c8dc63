package org.obscura.camera.shell.karaf;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The camera commands that there are now, as their Gogo functions describe them. */
@Component(service = CommandRegistry.class)
public class CommandRegistry {
    static final String SCOPE = "camera";

    private final Map<Function, String[]> names = new ConcurrentHashMap<>();

    @Reference(target = "(" + CommandProcessor.COMMAND_SCOPE + "=" + SCOPE + ")", cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addFunction(Function function, Map<String, Object> properties) {
        Object own = properties.get(CommandProcessor.COMMAND_FUNCTION);
        names.put(function, own instanceof String[] several ? several : new String[] {String.valueOf(own)});
    }

    void removeFunction(Function function) {
        names.remove(function);
    }

    SortedMap<String, CommandSignature> all() {
        SortedMap<String, CommandSignature> all = new TreeMap<>();
        names.forEach((function, own) -> {
            for (String name : own) {
                all.put(name, CommandSignature.of(name, function));
            }
        });
        return all;
    }
}
