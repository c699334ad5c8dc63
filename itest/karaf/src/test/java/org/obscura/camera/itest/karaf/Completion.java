package org.obscura.camera.itest.karaf;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;

/** What TAB offers behind some words: the completers of all commands are asked, as Karaf does. */
final class Completion {
    private static final int LOOK_MILLIS = 100;

    private final KarafShell shell;

    Completion(KarafShell shell) {
        this.shell = shell;
    }

    List<String> of(String... words) {
        return shell.with(session -> ask(session, new Line(words)));
    }

    /** Waits until they are offered: what is offered follows the services a little after them. */
    void await(List<String> expected, String... words) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Patience.SECONDS);
        for (List<String> offered = of(words); !offered.containsAll(expected); offered = of(words)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Behind " + List.of(words) + " there are offered " + offered + " and not " + expected);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS); // nothing tells of a change
        }
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
