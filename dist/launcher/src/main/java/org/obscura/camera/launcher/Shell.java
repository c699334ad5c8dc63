package org.obscura.camera.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.gogo.runtime.EOFError;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Job;

/** One Gogo session whose commands end in an exit code, as a Unix shell's do. */
final class Shell implements AutoCloseable {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int NOT_FOUND = 127;
    static final int INTERRUPTED = 130;

    private final CommandSession session;
    private final InputStream in;
    private final PrintStream err;
    /** Whoever holds it runs a command, or lets none begin. */
    private final Semaphore turn = new Semaphore(1);
    private volatile boolean interrupted;
    private Integer exit;

    Shell(CommandProcessor processor, InputStream in, OutputStream out, OutputStream err) {
        this.in = in;
        this.err = new PrintStream(err, true);
        session = processor.createSession(in, out, err);
        // a name without a scope means ours first
        session.put("SCOPE", "camera:gogo:*");
        session.put("exit", (Function) this::exit);
        Script script = new Script();
        session.put("source", script);
        session.put("gosh", script);
    }

    /** One argument is a line of script; of several, each is one word as it stands. */
    int run(String[] arguments) {
        if (arguments.length == 1) {
            return run(arguments[0]);
        }
        if (!arguments[0].matches("[\\w.:-]+")) {
            // it must stand in the line itself, where it would mean something else
            err.println("Command not found: " + arguments[0]);
            return NOT_FOUND;
        }
        // else a word with * in it would be matched against file names
        session.put(CommandSession.OPTION_NO_GLOB, true);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < arguments.length; i++) {
            // by way of variables: no way of quoting keeps every character of a word
            session.put("argument" + i, arguments[i]);
            line.append(i == 0 ? arguments[0] : " $argument" + i);
        }
        return run(line.toString());
    }

    /** Runs a line of script. The exit code is that of its last command. */
    int run(String line) {
        turn.acquireUninterruptibly();
        try {
            return execute(line);
        } finally {
            turn.release();
        }
    }

    private int execute(String line) {
        interrupted = false;
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
        }
    }

    private int failed(Exception e) {
        session.getConsole().flush();
        if (interrupted) {
            err.println(e instanceof InterruptedException && e.getMessage() != null ? e.getMessage() : "Interrupted");
            return INTERRUPTED;
        }
        err.println(e.getMessage() == null ? e.toString() : e.getMessage());
        return e instanceof CommandNotFoundException ? NOT_FOUND : FAILED;
    }

    /** Whether a line goes on in the next one: an open quote, bracket or the like. */
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

    /** Waits until the command that runs is over and has said what it had to say, and lets no other begin. False if that takes too long. */
    boolean end(Duration limit) throws InterruptedException {
        return turn.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isExited() {
        return exit != null;
    }

    InputStream input() {
        return in;
    }

    void prompt(String text) {
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
    }
}
