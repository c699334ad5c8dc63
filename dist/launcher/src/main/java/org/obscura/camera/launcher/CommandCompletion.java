package org.obscura.camera.launcher;

import java.util.List;
import java.util.stream.Stream;

import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.obscura.camera.shell.completion.CommandCompleter;
import org.obscura.camera.shell.completion.Proposal;

/** Completes the names of all commands, and the words of the camera commands. */
final class CommandCompletion implements Completer {
    private static final String PREFIX = CommandCompleter.SCOPE + ":";

    private final Shell shell;
    private final CommandCompleter commands;

    CommandCompletion(Shell shell, CommandCompleter commands) {
        this.shell = shell;
        this.commands = commands;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line.wordIndex() == 0) {
            shell.commands().forEach(name -> candidates.add(new Candidate(name)));
            return;
        }
        String typed = line.word().substring(0, Math.min(line.wordCursor(), line.word().length()));
        List<String> words = Stream.concat(line.words().subList(1, line.wordIndex()).stream(), Stream.of(typed)).toList();
        String command = line.words().get(0);
        String name = command.startsWith(PREFIX) ? command.substring(PREFIX.length()) : command;
        commands.complete(name, words).stream().map(CommandCompletion::candidate).forEach(candidates::add);
    }

    private static Candidate candidate(Proposal proposal) {
        String description = proposal.description().isEmpty() ? null : proposal.description();
        return new Candidate(proposal.word(), proposal.word(), null, description, null, null, proposal.isComplete());
    }
}
