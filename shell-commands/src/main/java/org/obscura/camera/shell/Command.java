package org.obscura.camera.shell;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.obscura.camera.shell.completion.CommandCompleter;

/**
 * A command whose one public method with a {@code @Descriptor} does the work. It is a {@code Function}, so the shell hands the words
 * over as they are: Gogo's own matching has no repeated options and answers a wrong word with the list of signatures.
 */
abstract class Command implements Function {
    /** The scope of all commands. */
    static final String SCOPE = CommandCompleter.SCOPE;

    private final Method work = Arrays.stream(getClass().getMethods()).filter(m -> m.isAnnotationPresent(Descriptor.class)).findFirst()
            .orElseThrow(() -> new IllegalStateException(getClass() + " has no public method with a descriptor"));
    private final CommandSpec syntax = CommandSpec.of(SCOPE + ":" + work.getName(), work);

    /** Returns the name without scope. */
    final String name() {
        return work.getName();
    }

    /** Returns the options and arguments. */
    final CommandSpec spec() {
        return syntax;
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
        if (syntax.isHelpRequested(words)) {
            session.getConsole().print(syntax.help());
        } else {
            call(syntax.read(session, words));
        }
        session.getConsole().flush();
        return null;
    }

    private void call(Object[] values) throws Exception {
        try {
            work.invoke(this, values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
