package org.obscura.camera.shell.karaf;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The camera commands that there are now, as their Gogo functions describe them. */
@Component(service = Functions.class)
public class Functions {
    static final String SCOPE = "camera";

    private final SortedMap<String, Signature> byName = new TreeMap<>();

    @Reference(target = "(" + CommandProcessor.COMMAND_SCOPE + "=" + SCOPE + ")", cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    synchronized void addFunction(Function function, Map<String, Object> properties) {
        for (String name : names(properties)) {
            byName.put(name, Signature.of(name, function));
        }
    }

    synchronized void removeFunction(Function function, Map<String, Object> properties) {
        for (String name : names(properties)) {
            byName.remove(name);
        }
    }

    private static String[] names(Map<String, Object> properties) {
        Object names = properties.get(CommandProcessor.COMMAND_FUNCTION);
        return names instanceof String[] several ? several : new String[] {String.valueOf(names)};
    }

    synchronized SortedMap<String, Signature> all() {
        return new TreeMap<>(byName);
    }
}
