package org.obscura.camera.support.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

class ConsoleLogListenerTest {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private LogListener listener;

    @Test
    void printsWarningsAndErrorsOnceAndNothingElse() {
        LogEntry early = entry(1, LogLevel.WARN, "early", null);
        ConsoleLogListener console = new ConsoleLogListener(new PrintStream(text, true), LogLevel.WARN, LogLevel.WARN);
        // the log returns the newest first
        console.listenTo(log(List.of(entry(2, LogLevel.INFO, "quiet", null), early)));
        listener.logged(early);
        listener.logged(entry(3, LogLevel.ERROR, "late", new IllegalStateException("why")));
        listener.logged(entry(4, LogLevel.DEBUG, "quiet", null));
        assertEquals("WARN camera: early\nERROR camera: late (java.lang.IllegalStateException: why)\n", printed());
    }

    @Test
    void printsEachEntryOfThreadsThatOvertakeOneAnother() {
        LogEntry second = entry(2, LogLevel.WARN, "second", null);
        LogEntry first = entry(1, LogLevel.WARN, "first", null);
        new ConsoleLogListener(new PrintStream(text, true), LogLevel.WARN, LogLevel.WARN).listenTo(log(List.of(first, second)));
        listener.logged(first);
        listener.logged(entry(4, LogLevel.WARN, "fourth", null));
        listener.logged(entry(3, LogLevel.WARN, "third", null));
        assertEquals("WARN camera: second\nWARN camera: first\nWARN camera: fourth\nWARN camera: third\n", printed());
    }

    @Test
    void printsFromTheLevelOn() {
        new ConsoleLogListener(new PrintStream(text, true), LogLevel.ERROR, LogLevel.ERROR).listenTo(log(List.of()));
        listener.logged(entry(1, LogLevel.WARN, "a warning", null));
        listener.logged(entry(2, LogLevel.ERROR, "an error", null));
        new ConsoleLogListener(new PrintStream(text, true), LogLevel.DEBUG, LogLevel.DEBUG).listenTo(log(List.of()));
        listener.logged(entry(3, LogLevel.DEBUG, "a detail", null));
        listener.logged(entry(4, LogLevel.TRACE, "a step", null));
        assertEquals("ERROR camera: an error\nDEBUG camera: a detail\n", printed());
    }

    @Test
    void printsOneLineForEachEntry() {
        new ConsoleLogListener(new PrintStream(text, true), LogLevel.WARN, LogLevel.WARN).listenTo(log(List.of()));
        listener.logged(entry(1, LogLevel.WARN, "name\n2026-11-26 ERROR forged \u001b[2J", null));
        assertEquals("WARN camera: name\\n2026-11-26 ERROR forged \\u001b[2J\n", printed());
    }

    @Test
    void printsHowRequestsEndFromALevelOfItsOwnOn() {
        LogEntry failure = entry("org.obscura.camera.requests", 1, LogLevel.WARN, "request 1 failed", null);
        new ConsoleLogListener(new PrintStream(text, true), LogLevel.WARN, LogLevel.ERROR).listenTo(log(List.of(failure)));
        assertEquals("", printed());
        new ConsoleLogListener(new PrintStream(text, true), LogLevel.WARN, LogLevel.WARN).listenTo(log(List.of(failure)));
        assertEquals("WARN org.obscura.camera.requests: request 1 failed\n", printed());
    }

    private String printed() {
        return text.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private LogReaderService log(List<LogEntry> entries) {
        return proxy(LogReaderService.class, (method, arguments) -> {
            switch (method) {
                case "addLogListener" -> listener = (LogListener) arguments[0];
                case "removeLogListener" -> listener = null;
                default -> {
                    return Collections.enumeration(entries);
                }
            }
            return null;
        });
    }

    private static LogEntry entry(long sequence, LogLevel level, String message, Throwable exception) {
        return entry("camera", sequence, level, message, exception);
    }

    private static LogEntry entry(String logger, long sequence, LogLevel level, String message, Throwable exception) {
        return proxy(LogEntry.class, (method, arguments) -> switch (method) {
            case "getSequence" -> sequence;
            case "getLogLevel" -> level;
            case "getMessage" -> message;
            case "getException" -> exception;
            default -> logger;
        });
    }

    /** Answers the calls of an interface. */
    interface Answers {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (self, method, arguments) -> answers.to(method.getName(), arguments)));
    }
}
