package org.obscura.camera.shell.karaf;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;

/** Completes the words behind the name of a camera command, whichever it is, and the name of {@code camera:help}. */
final class WordCompleter implements Completer {
    private static final String PREFIX = CommandRegistry.SCOPE + ":";

    private final CommandRegistry functions;
    private final CompletionCandidates proposals;

    WordCompleter(CommandRegistry functions, CompletionCandidates proposals) {
        this.functions = functions;
        this.proposals = proposals;
    }

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        candidates(session, line).forEach(candidate -> candidates.add(candidate.value() + (candidate.complete() ? " " : "")));
        return line.getBufferPosition() - line.getArgumentPosition();
    }

    @Override
    public void completeCandidates(Session session, CommandLine line, List<Candidate> candidates) {
        candidates(session, line).forEach(candidates::add);
    }

    private Stream<Candidate> candidates(Session session, CommandLine line) {
        List<String> words = Arrays.asList(line.getArguments());
        int index = line.getCursorArgumentIndex();
        String word = index < words.size() ? words.get(index) : "";
        String typed = word.substring(0, Math.min(line.getArgumentPosition(), word.length()));
        Stream<Candidate> all = index == 0 ? Stream.of(new Candidate(PREFIX + HelpCommand.NAME))
                : command(session, words.get(0)).map(name -> arguments(name, words.subList(1, index), typed)).orElse(Stream.empty());
        return all.filter(candidate -> candidate.value().startsWith(typed));
    }

    /** The command that a first word means, if it is one of ours: a bare name is, unless another scope has one of that name. */
    private static Optional<String> command(Session session, String word) {
        if (word.startsWith(PREFIX)) {
            return Optional.of(word.substring(PREFIX.length()));
        }
        boolean ours = CommandRegistry.SCOPE.equals(session.get(Session.SUBSHELL)) || session.getRegistry().getCommands().stream()
                .filter(command -> command.getName().equals(word)).allMatch(command -> command.getScope().equals(CommandRegistry.SCOPE));
        return Optional.of(word).filter(name -> ours);
    }

    private Stream<Candidate> arguments(String command, List<String> before, String typed) {
        SortedMap<String, CommandSignature> all = functions.all();
        if (command.equals(HelpCommand.NAME)) {
            return before.isEmpty()
                    ? all.entrySet().stream().map(each -> CompletionCandidates.described(each.getKey(), each.getValue().description()))
                    : Stream.empty();
        }
        CommandSignature signature = all.get(command);
        if (signature == null) {
            return Stream.empty();
        }
        Optional<ParameterSpec> next = signature.after(before);
        boolean optionPossible = !before.contains("--") && next.map(slot -> !slot.isOption()).orElse(true);
        if (typed.startsWith("-") && optionPossible) {
            return Stream.concat(signature.options().stream().flatMap(slot -> slot.options().stream()
                    .map(option -> CompletionCandidates.described(option, slot.text()))),
                    Stream.of(CompletionCandidates.described("--help", "shows all of this")));
        }
        return next.stream().flatMap(slot -> proposals.of(slot).stream());
    }
}
