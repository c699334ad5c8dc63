package org.obscura.camera.shell.karaf;

import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Locale;

import org.apache.felix.service.command.Descriptor;

/**
 * A parameter of a command.
 *
 * @param options the names of the option; empty for an argument without a name
 * @param label what the command calls its value
 * @param text what it is for
 * @param type of the value
 * @param isFlag whether it is an option that takes no value
 */
record ParameterSpec(List<String> options, String label, String text, Class<?> type, boolean isFlag) {

    static ParameterSpec of(Parameter parameter) {
        Descriptor descriptor = parameter.getAnnotation(Descriptor.class);
        String text = descriptor == null ? "" : descriptor.value();
        String label = parameter.getName().toLowerCase(Locale.ROOT);
        var option = parameter.getAnnotation(org.apache.felix.service.command.Parameter.class);
        if (option == null) {
            return new ParameterSpec(List.of(), label, text, parameter.getType(), false);
        }
        boolean flag = !org.apache.felix.service.command.Parameter.UNSPECIFIED.equals(option.presentValue());
        return new ParameterSpec(List.of(option.names()), label, text, parameter.getType(), flag);
    }

    boolean isOption() {
        return !options.isEmpty();
    }

    boolean isMany() {
        return type.isArray();
    }
}
