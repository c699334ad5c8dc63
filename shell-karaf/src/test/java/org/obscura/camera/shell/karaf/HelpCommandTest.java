package org.obscura.camera.shell.karaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.jupiter.api.Test;

/** {@code camera:help} over a shell that records what it is asked for. */
class HelpCommandTest {
    private final List<Object> calls = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final CommandRegistry functions = new CommandRegistry();
    private final Function command = new Wait();
    private final HelpCommand help;

    /** A command. */
    public static class Wait implements Function {

        @Descriptor("Waits for the light")
        public void wait(CommandSession session) {
            throw new UnsupportedOperationException("only its description is wanted");
        }

        @Override
        public Object execute(CommandSession session, List<Object> arguments) {
            return null;
        }
    }

    HelpCommandTest() {
        functions.addFunction(command, Map.of("osgi.command.function", new String[] {"wait"}));
        Registry registry = recording(Registry.class);
        help = new HelpCommand((SessionFactory) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {SessionFactory.class},
                (proxy, method, arguments) -> registry), functions, new CompletionCandidates());
    }

    private <T> T recording(Class<T> type) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getName().equals("getConsole")) {
                return out;
            }
            calls.add(method.getName() + " " + (arguments[0] == help ? "help" : arguments[0]));
            return null;
        }));
    }

    private String run(Object... words) throws Exception {
        help.execute(recording(Session.class), List.of(words));
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void itListsTheCommandsWithWhatTheyDo() throws Exception {
        assertEquals("camera:wait  Waits for the light", run().strip());
    }

    @Test
    void itLetsACommandExplainItselfByEitherName() throws Exception {
        calls.clear();
        run("wait");
        run("camera:wait");
        assertEquals(List.of("execute camera:wait --help", "execute camera:wait --help"), calls);
    }

    @Test
    void itRunsNothingThatIsNoCameraCommand() {
        calls.clear();
        Exception e = assertThrows(IllegalArgumentException.class, () -> run("wait; system:shutdown"));
        assertTrue(e.getMessage().contains("there are wait"), e.getMessage());
        assertEquals(List.of(), calls);
    }

    @Test
    void aCommandThatIsGoneIsNotListed() throws Exception {
        functions.removeFunction(command);
        assertEquals("", run());
    }

    @Test
    void itLeavesTheShellAsItWas() {
        calls.clear();
        help.deactivate();
        assertEquals(List.of("unregister help"), calls);
    }
}
