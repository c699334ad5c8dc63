package org.obscura.camera.itest.karaf;

import java.util.ArrayList;
import java.util.List;

import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;

/** What TAB offers behind some words: the completers of all commands are asked, as Karaf does. */
final class Completion {
    private final KarafShell shell;

    Completion(KarafShell shell) {
        this.shell = shell;
    }

    List<String> of(String... words) {
        return shell.with(session -> ask(session, new Line(words)));
    }

    private static List<String> ask(Session session, CommandLine line) {
        List<Candidate> candidates = new ArrayList<>();
        for (Command command : session.getRegistry().getCommands()) {
            Completer completer = command.getCompleter(false);
            if (completer != null) {
                completer.completeCandidates(session, line, candidates);
            }
        }
        return candidates.stream().map(Candidate::value).toList();
    }

    /** The cursor stands at the end. */
    private record Line(String... words) implements CommandLine {

        @Override
        public int getCursorArgumentIndex() {
            return words.length - 1;
        }

        @Override
        public String getCursorArgument() {
            return words[words.length - 1];
        }

        @Override
        public int getArgumentPosition() {
            return getCursorArgument().length();
        }

        @Override
        public String[] getArguments() {
            return words;
        }

        @Override
        public int getBufferPosition() {
            return getBuffer().length();
        }

        @Override
        public String getBuffer() {
            return String.join(" ", words);
        }
    }
}
