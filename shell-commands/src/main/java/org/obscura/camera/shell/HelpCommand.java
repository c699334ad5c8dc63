package org.obscura.camera.shell;

import java.util.Optional;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.obscura.camera.shell.completion.CommandCompleter;

/** {@code camera:help}, registered by {@link HelpRegistration}. */
public class HelpCommand extends Command {
    private final CommandCompleter commands;

    HelpCommand(CommandCompleter commands) {
        this.commands = commands;
    }

    @Descriptor("Lists the camera commands, or shows how to use one")
    public void help(CommandSession session,
            @Descriptor("the command (default: all)") @Label(value = "COMMAND", completion = Completion.COMMAND) Optional<String> command) {
        session.getConsole().print(commands.getHelp(TextFormat.orNull(command)));
    }
}
