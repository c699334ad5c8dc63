package org.obscura.camera.shell.karaf;

import java.util.List;

import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.obscura.camera.shell.completion.CommandCompleter;
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
    private final CommandCompleter commands;
    private final WordCompleter completer;

    @Activate
    public HelpCommand(@Reference SessionFactory shell, @Reference CommandCompleter commands) {
        this.shell = shell;
        this.commands = commands;
        completer = new WordCompleter(commands);
        shell.getRegistry().register(this);
    }

    @Deactivate
    void deactivate() {
        shell.getRegistry().unregister(this);
    }

    @Override
    public String getScope() {
        return CommandCompleter.SCOPE;
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
    public Object execute(Session session, List<Object> arguments) {
        List<String> words = arguments.stream().map(String::valueOf).toList();
        if (words.size() > 1) {
            throw new IllegalArgumentException("'" + words.get(1) + "' is one word too many: " + USAGE);
        }
        if (words.contains("--help") || words.contains("-h")) {
            session.getConsole().printf("%s%n%n  %s%n", getDescription(), USAGE);
        } else {
            session.getConsole().print(commands.getHelp(words.isEmpty() ? null : words.get(0)));
        }
        session.getConsole().flush();
        return null;
    }
}
