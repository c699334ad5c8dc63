package org.obscura.camera.support.process;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.osgi.service.log.Logger;

@Tag("slow")
class RunningProgramTest {
    private static final Logger SILENT = (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] {Logger.class},
            (proxy, method, arguments) -> null);

    private static RunningProgram shell(String script, UnaryOperator<String> clean) throws Exception {
        return RunningProgram.start("program", new CommandLine(List.of("sh", "-c", script), "", Map.of()), ProcessBuilder.Redirect.PIPE,
                SILENT, clean);
    }

    /** The last line is written once the first one is read, and read once the caller waits for the reader. */
    @Test
    void linesThatAreReadAfterTheEndAreKept() throws Exception {
        Thread caller = Thread.currentThread();
        Process process = new ProcessBuilder("sh", "-c", "echo first >&2; read line; echo last >&2; exit 7").start();
        RunningProgram program = new RunningProgram("program", process, SILENT, line -> {
            if (line.equals("first")) {
                assertDoesNotThrow(() -> process.getOutputStream().close());
                while (!isJoining(caller)) {
                    Thread.onSpinWait();
                }
            }
            return line;
        });
        process.waitFor();
        assertEquals("ended with code 7; it printed: first | last", program.exitDescription());
    }

    private static boolean isJoining(Thread thread) {
        for (StackTraceElement call : thread.getStackTrace()) {
            if (call.getClassName().equals(Thread.class.getName()) && call.getMethodName().equals("join")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void programThatNeverEndsIsEndedAndItsLinesAreKept() throws Exception {
        RunningProgram program = shell("printf 'K\\303\\244se\\n' >&2; sleep 600", line -> line);
        while (program.errors().last().isEmpty()) { // it has five seconds to end, and a busy machine may need as long to start it
            Thread.onSpinWait();
        }
        assertEquals("Käse", program.errorOutputTail());
        assertFalse(program.isAlive());
    }

    @Test
    void childThatHoldsTheErrorOutputDoesNotDelayTheEnd() throws Exception {
        RunningProgram program = shell("echo words >&2; sleep 3 & exit 0", line -> line);
        assertTrue(program.waitFor(Duration.ofMinutes(5)));
        assertEquals("ended with code 0; it printed: words", program.exitDescription());
    }
}
