package org.obscura.camera.shell;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.obscura.camera.support.config.SimilarWords;

/**
 * The options and arguments of a command, read from the annotations of its method. An argument of type {@code Optional} may be left
 * out, also before one that may not; one of type {@code String[]} takes what words are left; an option of type {@code String[]} may be
 * given more than once.
 */
final class CommandSpec {
    private static final int LINE = 90;
    private static final List<String> HELP = List.of("--help", "-h");

    private final Method method;
    private final String command;
    private final String description;
    private final Map<String, Slot> options = new LinkedHashMap<>();
    private final List<Slot> arguments = new ArrayList<>();
    private final int size;

    private CommandSpec(String scope, Method method) {
        this.method = method;
        command = scope + ":" + method.getName();
        description = method.getAnnotation(Descriptor.class).value();
        Parameter[] parameters = method.getParameters();
        size = parameters.length;
        for (int i = 1; i < size; i++) {
            Slot slot = Slot.of(i, parameters[i]);
            slot.names().forEach(name -> options.put(name, slot));
            if (!slot.isOption()) {
                arguments.add(slot);
            }
        }
    }

    /** Reads the annotations of a method whose first parameter is the session. */
    static CommandSpec of(String scope, Method method) {
        return new CommandSpec(scope, method);
    }

    /** Returns the method that does the work. */
    Method method() {
        return method;
    }

    boolean isHelpRequested(List<String> words) {
        int end = words.indexOf("--");
        return (end < 0 ? words : words.subList(0, end)).stream().anyMatch(HELP::contains);
    }

    /** Returns the values to call the method with. */
    Object[] read(CommandSession session, List<String> words) {
        Map<Integer, List<String>> given = new HashMap<>(); // by index, since a record generates its hash code when that is used first
        List<String> rest = new ArrayList<>();
        boolean optionsEnded = false;
        for (Iterator<String> i = words.iterator(); i.hasNext();) {
            String word = i.next();
            if (!optionsEnded && word.equals("--")) {
                optionsEnded = true;
            } else if (!optionsEnded && word.length() > 1 && word.startsWith("-")) {
                readOption(word, i, given);
            } else {
                rest.add(word);
            }
        }
        distribute(rest, given);
        Object[] values = new Object[size];
        values[0] = session;
        options.values().forEach(slot -> values[slot.index()] = slot.value(given.get(slot.index())));
        arguments.forEach(slot -> values[slot.index()] = slot.value(given.get(slot.index())));
        return values;
    }

    private void readOption(String word, Iterator<String> next, Map<Integer, List<String>> given) {
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        String name = equals < 0 ? word : word.substring(0, equals);
        Slot slot = options.get(name);
        if (slot == null) {
            throw new IllegalArgumentException(command + " has no option '" + name + "'" + (options.isEmpty() ? ""
                    : SimilarWords.find(name, options.keySet()).map(similar -> "; did you mean " + similar + "?")
                            .orElse("; its options are " + String.join(", ", options.keySet()) + ": " + usage())));
        }
        String value;
        if (slot.isFlag()) {
            if (equals >= 0) {
                throw new IllegalArgumentException("The option " + name + " takes no value, but '" + word + "' gives one");
            }
            value = slot.present();
        } else if (equals >= 0) {
            value = word.substring(equals + 1);
        } else if (next.hasNext()) {
            value = next.next();
        } else {
            throw new IllegalArgumentException("The option " + name + " needs a value: " + name + " " + slot.label());
        }
        List<String> values = given.computeIfAbsent(slot.index(), index -> new ArrayList<>());
        if (!values.isEmpty() && !slot.isMany() && !slot.isFlag()) {
            throw new IllegalArgumentException("The option " + name + " is given twice: '" + values.get(0) + "' and '" + value + "'");
        }
        values.add(value);
    }

    private void distribute(List<String> words, Map<Integer, List<String>> given) {
        int next = 0;
        long spare = words.size() - arguments.stream().filter(Slot::isRequired).count();
        for (Slot slot : arguments) {
            if (!slot.isRequired() && !slot.isMany() && spare-- <= 0) {
                continue;
            }
            int end = slot.isMany() ? words.size() : Math.min(next + 1, words.size());
            if (next == end && slot.isRequired()) {
                throw new IllegalArgumentException(slot.label() + " is missing: " + usage());
            }
            if (next < end) {
                given.put(slot.index(), words.subList(next, end));
            }
            next = end;
        }
        if (next < words.size()) {
            throw new IllegalArgumentException("'" + words.get(next) + "' is one word too many: " + usage()
                    + (options.containsKey("--camera") ? "; --camera chooses a camera" : ""));
        }
    }

    /** Returns one line that shows how to call it. */
    String usage() {
        return command + (options.isEmpty() ? "" : " [options]")
                + arguments.stream().map(s -> " " + s.usage()).collect(Collectors.joining());
    }

    /** Returns what {@code --help} prints. */
    String help() {
        Table table = new Table();
        arguments.forEach(slot -> explain(slot.label(), slot.text(), table));
        options().forEach(slot -> explain(String.join(", ", slot.names()) + (slot.isFlag() ? "" : " " + slot.label()), slot.text(), table));
        explain(String.join(", ", HELP), "shows this text", table);
        return description + System.lineSeparator() + System.lineSeparator() + "  " + usage() + System.lineSeparator()
                + System.lineSeparator() + table;
    }

    /** Adds a row, and more where the text is longer than a line. */
    private static void explain(String name, String text, Table table) {
        String left = "  " + name;
        String rest = text;
        while (rest.length() > LINE) {
            int end = rest.lastIndexOf(' ', LINE);
            table.row(left, rest.substring(0, end));
            left = " ";
            rest = rest.substring(end + 1);
        }
        table.row(left, rest);
    }

    String description() {
        return description;
    }

    Collection<Slot> options() {
        return options.values().stream().distinct().toList();
    }

    /**
     * Returns the parameters that the next word may be a value of, after some words: several where one before another may be left out;
     * none when there is no room for another word.
     */
    List<Slot> next(List<String> words) {
        int count = 0;
        boolean optionsEnded = false;
        for (Iterator<String> i = words.iterator(); i.hasNext();) {
            String word = i.next();
            if (optionsEnded || !word.startsWith("-") || word.length() == 1) {
                count++;
            } else if (word.equals("--")) {
                optionsEnded = true;
            } else {
                Slot option = options.get(word);
                if (option != null && !option.isFlag()) {
                    if (!i.hasNext()) {
                        return List.of(option);
                    }
                    i.next();
                }
            }
        }
        if (count < arguments.size()) {
            boolean mayBeNext = !arguments.get(count).isRequired() && count + 1 < arguments.size() && arguments.get(count + 1).isRequired();
            return arguments.subList(count, count + (mayBeNext ? 2 : 1));
        }
        return arguments.stream().skip(Math.max(0, arguments.size() - 1)).filter(Slot::isMany).toList();
    }

    /** A parameter of the method. */
    record Slot(int index, List<String> names, String label, Completion completion, String text, Class<?> type, String absent,
            String present) {

        static Slot of(int index, Parameter parameter) {
            var option = parameter.getAnnotation(org.apache.felix.service.command.Parameter.class);
            String text = parameter.getAnnotation(Descriptor.class).value();
            Label label = parameter.getAnnotation(Label.class);
            String name = label == null ? "" : label.value();
            Completion completion = label == null ? Completion.NONE : label.completion();
            if (option == null) {
                return new Slot(index, List.of(), name, completion, text, parameter.getType(), "", null);
            }
            String present = option.presentValue();
            boolean flag = !present.equals(org.apache.felix.service.command.Parameter.UNSPECIFIED);
            return new Slot(index, List.of(option.names()), name, completion, text, parameter.getType(), option.absentValue(),
                    flag ? present : null);
        }

        boolean isOption() {
            return !names.isEmpty();
        }

        boolean isFlag() {
            return present != null;
        }

        boolean isMany() {
            return type == String[].class;
        }

        boolean isRequired() {
            return !isOption() && !isMany() && type != Optional.class;
        }

        String usage() {
            return isMany() ? "[" + label + "]..." : isRequired() ? label : "[" + label + "]";
        }

        Object value(List<String> given) {
            if (isMany()) {
                return given == null ? new String[0] : given.toArray(String[]::new);
            }
            String text = given != null ? given.get(given.size() - 1) : absent;
            if (type == Optional.class) {
                return Optional.of(text).filter(t -> given != null);
            }
            if (text.isEmpty() && given == null) {
                return null;
            }
            return ArgumentConverter.convert(text, type, isOption() ? names.get(names.size() - 1) : label);
        }
    }
}
