package org.obscura.camera.shell.karaf;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.obscura.camera.shell.completion.CommandCompleter;
import org.obscura.camera.shell.completion.Proposal;

/** Completes the words behind the name of a camera command, whichever it is, and the name of {@code camera:help}. */
final class WordCompleter implements Completer {
    private static final String PREFIX = CommandCompleter.SCOPE + ":";

    private final CommandCompleter commands;

    WordCompleter(CommandCompleter commands) {
        this.commands = commands;
    }

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        proposals(session, line).forEach(proposal -> candidates.add(proposal.word() + (proposal.isComplete() ? " " : "")));
        return line.getBufferPosition() - line.getArgumentPosition();
    }

    @Override
    public void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
        proposals(session, line).map(WordCompleter::candidate).forEach(candidates::add);
    }

    private static Candidate candidate(Proposal proposal) {
        String description = proposal.description().isEmpty() ? null : proposal.description();
        return new Candidate(proposal.word(), proposal.word(), null, description, null, null, proposal.isComplete());
    }

    private Stream<Proposal> proposals(Session session, CommandLine line) {
        List<String> words = Arrays.asList(line.getArguments());
        int index = line.getCursorArgumentIndex();
        String word = index < words.size() ? words.get(index) : "";
        String typed = word.substring(0, Math.min(line.getArgumentPosition(), word.length()));
        if (index == 0) {
            return Stream.of(Proposal.of(PREFIX + HelpCommand.NAME)).filter(proposal -> proposal.word().startsWith(typed));
        }
        List<String> behind = Stream.concat(words.subList(1, index).stream(), Stream.of(typed)).toList();
        return command(session, words.get(0)).map(name -> complete(name, behind)).orElse(Stream.empty());
    }

    private Stream<Proposal> complete(String command, List<String> words) {
        if (!command.equals(HelpCommand.NAME)) {
            return commands.complete(command, words).stream();
        }
        return words.size() > 1 ? Stream.empty()
                : commands.getCommands().entrySet().stream().map(each -> new Proposal(each.getKey(), each.getValue(), true))
                        .filter(proposal -> proposal.word().startsWith(words.get(0)));
    }

    /** Returns the command that a first word means, if it is a camera command: a bare name is, unless another scope has that name. */
    private static Optional<String> command(Session session, String word) {
        if (word.startsWith(PREFIX)) {
            return Optional.of(word.substring(PREFIX.length()));
        }
        boolean ours = CommandCompleter.SCOPE.equals(session.get(Session.SUBSHELL)) || session.getRegistry().getCommands().stream()
                .filter(command -> command.getName().equals(word)).allMatch(command -> command.getScope().equals(CommandCompleter.SCOPE));
        return Optional.of(word).filter(name -> ours);
    }
}
