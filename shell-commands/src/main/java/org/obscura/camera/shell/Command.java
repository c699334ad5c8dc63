package org.obscura.camera.shell;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.obscura.camera.shell.completion.CommandCompleter;
import org.obscura.camera.support.text.Json;
import org.obscura.camera.support.text.Printable;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * A command whose one public method with a {@code @Descriptor} does the work. It is a {@code Function}, so the shell hands the words
 * over as they are: Gogo's own matching has no repeated options and answers a wrong word with the list of signatures.
 */
abstract class Command implements Function {
    /** The scope of all commands. */
    static final String SCOPE = CommandCompleter.SCOPE;

    /** Read when the command is first used: a program that runs one command waits for no other. */
    private CommandSpec spec;

    /** Returns the options and arguments. */
    final synchronized CommandSpec spec() {
        if (spec == null) {
            Method work = Arrays.stream(getClass().getMethods()).filter(m -> m.isAnnotationPresent(Descriptor.class)).findFirst()
                    .orElseThrow(() -> new IllegalStateException(getClass() + " has no public method with a descriptor"));
            spec = CommandSpec.of(SCOPE, work);
        }
        return spec;
    }

    /** Returns the name without scope. */
    final String name() {
        return spec().method().getName();
    }

    /** Returns the service to configure something with; throws an exception that says what to install if there is none. */
    static ConfigurationAdmin required(ConfigurationAdmin admin, String what) {
        if (admin == null) {
            throw new IllegalStateException("There is no ConfigurationAdmin to configure " + what
                    + " with; install a Configuration Admin bundle, such as org.apache.felix.configadmin");
        }
        return admin;
    }

    /** Returns the values to set, of which null removes its key. */
    static Map<String, String> toSet(Map<String, String> values) {
        Map<String, String> nullable = new LinkedHashMap<>(values);
        nullable.replaceAll((key, value) -> value.isEmpty() ? null : value);
        return nullable;
    }

    /** Prints a value as JSON, or a text. */
    static void print(CommandSession session, boolean json, Object value, Object text) {
        if (json) {
            session.getConsole().println(Json.of(value));
        } else {
            session.getConsole().print(text);
        }
    }

    @Override
    public final Object execute(CommandSession session, List<Object> arguments) throws Exception {
        List<String> words = arguments.stream().map(String::valueOf).toList();
        if (spec().isHelpRequested(words)) {
            session.getConsole().print(spec().help());
        } else {
            call(spec().read(session, words));
        }
        session.getConsole().flush();
        return null;
    }

    /** Prints a line, safe for a terminal. */
    static void println(CommandSession session, String line) {
        session.getConsole().println(Printable.of(line));
    }

    /** The shell prints the message of an exception as it is. */
    private static Exception printable(Exception e) {
        String message = String.valueOf(e.getMessage());
        String safe = Printable.of(message);
        return safe.equals(message) ? e : new IllegalStateException(safe, e);
    }

    private void call(Object[] values) throws Exception {
        try (EndWithFramework framework = new EndWithFramework()) {
            call(values, framework);
        }
    }

    private void call(Object[] values, EndWithFramework framework) throws Exception {
        try {
            spec().method().invoke(this, values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InterruptedException end && end.getMessage() == null && framework.isStopping()) {
                return; // the shell prints what its command throws, and there is nothing to say
            }
            if (e.getCause() instanceof Exception cause) {
                throw printable(cause);
            }
            throw e;
        }
    }
}
