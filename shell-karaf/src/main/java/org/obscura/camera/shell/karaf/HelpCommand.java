package org.obscura.camera.shell.karaf;

import java.io.PrintStream;
import java.util.List;
import java.util.SortedMap;

import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** {@code camera:help}, which also brings the completion of all camera commands to Karaf. */
@Component(service = {}, immediate = true)
public class HelpCommand implements Command {
    static final String NAME = "help";
    private static final String USAGE = "camera:help [COMMAND]";

    private final SessionFactory shell;
    private final CommandRegistry functions;
    private final WordCompleter completer;

    @Activate
    public HelpCommand(@Reference SessionFactory shell, @Reference CommandRegistry functions, @Reference CompletionCandidates proposals) {
        this.shell = shell;
        this.functions = functions;
        completer = new WordCompleter(functions, proposals);
        shell.getRegistry().register(this);
    }

    @Deactivate
    void deactivate() {
        shell.getRegistry().unregister(this);
    }

    @Override
    public String getScope() {
        return CommandRegistry.SCOPE;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String getDescription() {
        return "Lists the camera commands, or shows how to use one";
    }

    @Override
    public Completer getCompleter(boolean scoped) {
        return completer;
    }

    @Override
    public Parser getParser() {
        return null;
    }

    @Override
    public Object execute(Session session, List<Object> arguments) throws Exception {
        List<String> words = arguments.stream().map(String::valueOf).toList();
        if (words.size() > 1) {
            throw new IllegalArgumentException("'" + words.get(1) + "' is one word too many: " + USAGE);
        }
        PrintStream out = session.getConsole();
        if (words.isEmpty()) {
            list(out);
        } else if (words.get(0).equals("--help")) {
            out.printf("%s%n%n  %s%n", getDescription(), USAGE);
        } else {
            explain(session, words.get(0));
        }
        out.flush();
        return null;
    }

    private void list(PrintStream out) {
        SortedMap<String, CommandSignature> all = functions.all();
        int width = all.keySet().stream().mapToInt(String::length).max().orElse(0);
        all.forEach((name, signature) -> out.printf("%s:%-" + width + "s  %s%n", CommandRegistry.SCOPE, name, signature.description()));
    }

    /** The command itself knows best. */
    private void explain(Session session, String word) throws Exception {
        String name = word.startsWith(CommandRegistry.SCOPE + ":") ? word.substring(CommandRegistry.SCOPE.length() + 1) : word;
        SortedMap<String, CommandSignature> all = functions.all();
        if (!all.containsKey(name)) {
            throw new IllegalArgumentException("There is no camera command '" + word + "'; there are " + String.join(", ", all.keySet()));
        }
        session.execute(CommandRegistry.SCOPE + ":" + name + " --help");
    }
}
