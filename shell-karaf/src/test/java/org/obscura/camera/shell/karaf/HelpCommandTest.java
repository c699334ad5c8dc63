package org.obscura.camera.shell.karaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.jupiter.api.Test;
import org.obscura.camera.shell.completion.CommandCompleter;
import org.obscura.camera.shell.completion.Proposal;

class HelpCommandTest {
    private final List<Object> calls = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final HelpCommand help;

    /** Knows one command with one argument. */
    private static final class OneCommand implements CommandCompleter {
        @Override
        public List<Proposal> complete(String command, List<String> words) {
            return command.equals("wait") && words.equals(List.of("-n", "5", "fr")) ? List.of(new Proposal("front=", "a camera", false))
                    : List.of();
        }

        @Override
        public String getHelp(String command) {
            return "help of " + command;
        }

        @Override
        public SortedMap<String, String> getCommands() {
            return new TreeMap<>(java.util.Map.of("wait", "Waits"));
        }
    }

    HelpCommandTest() {
        Registry registry = recording(Registry.class);
        help = new HelpCommand((SessionFactory) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {SessionFactory.class},
                (proxy, method, arguments) -> registry), new OneCommand());
    }

    private <T> T recording(Class<T> type) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getName().equals("getConsole")) {
                return out;
            }
            if (method.getName().equals("get")) {
                return CommandCompleter.SCOPE;
            }
            calls.add(method.getName() + " " + (arguments[0] == help ? "help" : "another"));
            return null;
        }));
    }

    private String run(Object... words) {
        help.execute(recording(Session.class), List.of(words));
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void itPrintsWhatTheCommandsSayOfThemselves() {
        assertEquals("help of null", run());
        assertEquals("help of nullhelp of wait", run("wait"));
    }

    @Test
    void itTakesOneWord() {
        assertEquals("'b' is one word too many: camera:help [COMMAND]",
                assertThrows(IllegalArgumentException.class, () -> run("a", "b")).getMessage());
    }

    @Test
    void itCompletesTheWordsOfEachCommand() {
        assertEquals(List.of("front="), complete("camera:wait", "-n", "5", "fr"));
        assertEquals(List.of("front="), complete("wait", "-n", "5", "fr"));
        assertEquals(List.of("wait"), complete("camera:help", "w"));
        assertEquals(List.of("camera:help"), complete("camera:h"));
        assertEquals(List.of(), complete("camera:list"));
    }

    private List<String> complete(String... words) {
        CommandLine line = (CommandLine) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {CommandLine.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getArguments" -> words;
                    case "getCursorArgumentIndex" -> words.length - 1;
                    case "getArgumentPosition" -> words[words.length - 1].length();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        List<Candidate> candidates = new ArrayList<>();
        help.getCompleter(true).completeCandidates(recording(Session.class), line, candidates);
        return candidates.stream().map(Candidate::value).toList();
    }

    @Test
    void itLeavesTheShellAsItWas() {
        calls.clear();
        help.deactivate();
        assertEquals(List.of("unregister help"), calls);
    }
}
