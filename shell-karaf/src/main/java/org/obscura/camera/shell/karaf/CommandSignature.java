package org.obscura.camera.shell.karaf;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/**
 * What a Gogo function says of itself by the annotations of its method.
 *
 * @param description what the command does
 * @param slots its parameters in order
 */
record CommandSignature(String description, List<ParameterSpec> slots) {

    /** By the method that bears the name of the function; without one the command has a name and nothing else. */
    static CommandSignature of(String function, Object implementation) {
        return Arrays.stream(implementation.getClass().getMethods())
                .filter(method -> method.getName().equals(function) && method.isAnnotationPresent(Descriptor.class)).findFirst()
                .map(CommandSignature::of).orElse(new CommandSignature("", List.of()));
    }

    private static CommandSignature of(Method method) {
        List<ParameterSpec> slots = Arrays.stream(method.getParameters()).filter(parameter -> parameter.getType() != CommandSession.class)
                .map(ParameterSpec::of).toList();
        return new CommandSignature(method.getAnnotation(Descriptor.class).value(), slots);
    }

    List<ParameterSpec> options() {
        return slots.stream().filter(ParameterSpec::isOption).toList();
    }

    /** The parameter that the next word is a value of, after those that are there; none when there is no room for another. */
    Optional<ParameterSpec> after(List<String> words) {
        int arguments = 0;
        boolean optionsEnded = false;
        for (Iterator<String> i = words.iterator(); i.hasNext();) {
            String word = i.next();
            if (optionsEnded || !word.startsWith("-") || word.length() == 1) {
                arguments++;
            } else if (word.equals("--")) {
                optionsEnded = true;
            } else {
                Optional<ParameterSpec> option = option(word);
                if (option.isPresent() && !option.get().isFlag() && !i.hasNext()) {
                    return option;
                }
                if (option.isPresent() && !option.get().isFlag()) {
                    i.next();
                }
            }
        }
        return argument(arguments);
    }

    private Optional<ParameterSpec> option(String name) {
        return slots.stream().filter(slot -> slot.options().contains(name)).findFirst();
    }

    private Optional<ParameterSpec> argument(int index) {
        List<ParameterSpec> arguments = slots.stream().filter(slot -> !slot.isOption()).toList();
        if (index < arguments.size()) {
            return Optional.of(arguments.get(index));
        }
        return arguments.isEmpty() ? Optional.empty() : Optional.of(arguments.get(arguments.size() - 1)).filter(ParameterSpec::isMany);
    }
}
