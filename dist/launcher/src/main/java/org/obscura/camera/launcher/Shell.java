package org.obscura.camera.launcher;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.gogo.runtime.EOFError;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Job;
import org.obscura.camera.support.config.SimilarWords;
import org.obscura.camera.support.text.Printable;

/**
 * Runs commands in a Gogo session. They end in an exit code, as those of a Unix shell do. A command that is interrupted may leave its
 * session unable to write, so the next one runs in a session of its own, with the same variables.
 */
final class Shell implements AutoCloseable {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int NOT_FOUND = 127;
    static final int INTERRUPTED = 130;

    /** The variable that says whether a person reads the output. */
    private static final String TERMINAL = "camera.terminal";
    /** The variable of Gogo that names all others. */
    private static final String VARIABLES = ".variables";
    /** The variable in which a command leaves what it set and no other used. */
    private static final String SETTING = "camera.setting";
    /** The variable in which commands leave what tells when all requests in the background have ended, and whether none failed. */
    private static final String BACKGROUND = "camera.background";
    /** The variable in which a command leaves the address of the page that it has opened. */
    private static final String PAGE = "camera.web.url";

    private final CommandProcessor processor;
    private final SharedStreams streams;
    private final PrintStream err;
    private final List<CommandSession> replaced = new ArrayList<>();
    private volatile CommandSession session;
    /** Held while a command runs. */
    private final Semaphore running = new Semaphore(1);
    private volatile boolean interrupted;
    /** Whether the program ends, so that what fails from now on fails for that reason. */
    private volatile boolean ending;
    private Integer exit;

    Shell(CommandProcessor processor, InputStream in, OutputStream out, OutputStream err) {
        this.processor = processor;
        this.streams = new SharedStreams(in, out, err);
        this.err = new PrintStream(err, true);
        session = open();
        // a name without a scope means ours first
        session.put("SCOPE", "camera:gogo:*");
        session.put(TERMINAL, isAtTerminal());
        session.put("exit", (Function) this::exit);
        Script script = new Script();
        session.put("source", script);
        session.put("gosh", script);
    }

    private CommandSession open() {
        SharedStreams own = streams.forSession();
        return processor.createSession(own.in(), own.out(), own.err());
    }

    /** Begins another session. The threads of the command may still end, so its session is closed with this shell. */
    private void replaceSession() {
        CommandSession before = session;
        CommandSession next = open();
        if (before.get(VARIABLES) instanceof Collection<?> names) {
            names.forEach(name -> next.put(String.valueOf(name), before.get(String.valueOf(name))));
        }
        next.currentDir(before.currentDir());
        replaced.add(before);
        session = next;
    }

    /** Runs a command. One argument is a line of script; of several, each is one word as it stands. */
    int run(List<String> arguments) {
        if (arguments.size() == 1) {
            return run(arguments.get(0));
        }
        String command = arguments.get(0);
        if (!command.matches("[\\w.:-]+")) {
            // it must stand in the line itself, where it would mean something else
            err.println(notFound(command));
            return NOT_FOUND;
        }
        // else a word with * in it would be matched against file names
        session.put(CommandSession.OPTION_NO_GLOB, true);
        StringBuilder line = new StringBuilder(command);
        for (int i = 1; i < arguments.size(); i++) {
            // by way of variables: no way of quoting keeps every character of a word
            session.put("argument" + i, arguments.get(i));
            line.append(" $argument").append(i);
        }
        return run(line.toString());
    }

    /** Runs a line of script. The exit code is that of its last command. */
    int run(String line) {
        running.acquireUninterruptibly();
        try {
            return execute(line);
        } finally {
            running.release();
        }
    }

    private int execute(String line) {
        interrupted = false;
        if (ending) {
            return INTERRUPTED;
        }
        try {
            Object result = session.execute(line);
            if (result != null && exit == null) {
                session.getConsole().println(session.format(result, Converter.INSPECT));
            }
            return exit != null ? exit : interrupted ? INTERRUPTED : OK;
        } catch (Exception e) {
            return exit == null ? failed(e) : exit;
        } finally {
            session.getConsole().flush();
            if (interrupted) {
                replaceSession();
            }
        }
    }

    int failed(Exception e) {
        session.getConsole().flush();
        if (interrupted || ending) {
            err.println(e instanceof InterruptedException && e.getMessage() != null ? e.getMessage() : "Interrupted");
            return INTERRUPTED;
        }
        if (e instanceof CommandNotFoundException missing) {
            err.println(notFound(missing.getCommand()));
            return NOT_FOUND;
        }
        err.println(Printable.of(e.getMessage() == null ? e : e.getMessage()));
        return FAILED;
    }

    private String notFound(String command) {
        List<String> words = commands().stream().flatMap(each -> Stream.of(each, each.substring(each.indexOf(':') + 1))).distinct()
                .toList();
        String hint = SimilarWords.hint(command, words);
        return "Command not found: " + Printable.of(command) + (hint.isEmpty() ? "; help lists the commands" : hint);
    }

    /** Returns the names of all commands, with their scope. */
    Collection<String> commands() {
        return session.get(".commands") instanceof Collection<?> names ? names.stream().map(String::valueOf).sorted().toList() : List.of();
    }

    /** Returns whether a line goes on in the next one: an open quote, bracket or the like. */
    boolean isUnfinished(String line) {
        try {
            new org.apache.felix.gogo.runtime.Parser(line).program();
            return false;
        } catch (EOFError e) {
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Ends the command that runs. False if there is none, or it did not heed the last call. */
    boolean interrupt() {
        Job job = session.foregroundJob();
        if (job == null || interrupted) {
            return false;
        }
        interrupted = true;
        // not the thread that waits in run: that would end the waiting, and leave the command to itself
        job.interrupt();
        return true;
    }

    /** Ends the command that runs, and lets no other begin. False as that of {@link #interrupt}. */
    boolean stopCommands() {
        ending = true;
        return interrupt();
    }

    /** Waits until the command that runs is over and has said what it had to say, and lets no other begin. False if that takes too long. */
    boolean end(Duration limit) throws InterruptedException {
        return running.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns whether a person reads and types. */
    static boolean isAtTerminal() {
        Console console = System.console();
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            // from Java 22 on there is a console without a terminal, too
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns what became of a setting that a command made for later ones that did not come; empty if there is none. */
    String unusedSetting() {
        return session.get(SETTING) instanceof String setting ? setting : "";
    }

    /** Waits for the requests that commands left in the background, and returns whether none of them failed. */
    boolean haveBackgroundRequestsSucceeded() {
        return !(session.get(BACKGROUND) instanceof CompletionStage<?> all) || Boolean.TRUE.equals(all.toCompletableFuture().join());
    }

    /** Returns the address of the page that a command has opened; empty if there is none. */
    String openPage() {
        return session.get(PAGE) instanceof String url ? url : "";
    }

    boolean isExited() {
        return exit != null;
    }

    InputStream input() {
        return streams.in();
    }

    void print(String text) {
        session.getConsole().print(text);
        session.getConsole().flush();
    }

    private Object exit(CommandSession from, List<Object> arguments) throws IOException {
        String code = arguments.isEmpty() ? "0" : arguments.get(0).toString();
        if (!code.matches("\\d{1,3}") || Integer.parseInt(code) > 255) {
            throw new IllegalArgumentException("'" + code + "' is not an exit code; it must be 0 to 255");
        }
        exit = Integer.valueOf(code);
        return null;
    }

    @Override
    public void close() {
        session.close();
        replaced.forEach(CommandSession::close);
    }
}
