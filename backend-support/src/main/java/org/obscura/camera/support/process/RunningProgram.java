package org.obscura.camera.support.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import org.osgi.service.log.Logger;

/** A program that runs. It ends by {@link #kill()}, whatever it is doing; what it prints to its error output is read by a thread. */
public final class RunningProgram {
    private static final long END_MILLIS = 1_000;
    /** What a busy machine may need until a program that ends by itself has ended and all that it printed is read. */
    private static final long PATIENCE_MILLIS = 5_000;
    private static final int SIGNALS = 128;

    private final Process process;
    private final Logger log;
    private final ErrorOutput errors;
    private final Thread errorReader;
    private volatile boolean killed;

    /**
     * Begins to read the error output.
     *
     * @param name names the program in the log and the thread that reads
     * @param process the process
     * @param log the log
     * @param clean removes secrets from a line
     */
    public RunningProgram(String name, Process process, Logger log, UnaryOperator<String> clean) {
        this.process = process;
        this.log = log;
        this.errors = new ErrorOutput(name, log, clean);
        this.errorReader = new Thread(() -> errors.read(process.getErrorStream()), name + "-errors");
        errorReader.setDaemon(true);
        errorReader.start();
    }

    /**
     * Starts a program, without a shell, and passes it its input. Options for a JVM in the environment of this one are kept from it.
     *
     * @param name names the program in the log and the thread that reads what it prints
     * @param command the program
     * @param output what becomes of its standard output: {@code PIPE} or {@code DISCARD}
     * @param log the log
     * @param clean removes secrets from a line that it prints
     * @return the program, which runs
     * @throws IOException if it cannot be started
     */
    public static RunningProgram start(String name, CommandLine command, ProcessBuilder.Redirect output, Logger log,
            UnaryOperator<String> clean) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.words()).redirectOutput(output);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().putAll(command.environment());
        log.debug("{}: {}", name, command);
        RunningProgram program = new RunningProgram(name, builder.start(), log, clean);
        try (OutputStream in = program.input()) {
            in.write(command.input().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            log.debug("{}: {}", name, e.getMessage()); // it has ended, and its output says why
        }
        return program;
    }

    /**
     * Returns the number of the process.
     *
     * @return the number
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Returns whether it runs.
     *
     * @return false once it has ended
     */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Returns what the program writes.
     *
     * @return its standard output
     */
    public InputStream output() {
        return process.getInputStream();
    }

    /**
     * Returns what the program reads.
     *
     * @return its standard input
     */
    public OutputStream input() {
        return process.getOutputStream();
    }

    /**
     * Returns the lines that it printed.
     *
     * @return the lines
     */
    public ErrorOutput errors() {
        return errors;
    }

    /**
     * Does something once the program has ended.
     *
     * @param action runs on any thread
     */
    public void onExit(Runnable action) {
        process.onExit().thenRun(action);
    }

    /**
     * Ends the program and returns the last lines that it printed.
     *
     * @return the lines; "" if there are none
     */
    public String errorOutputTail() {
        try {
            // what libraries print may be in a buffer of theirs until the program ends by itself
            closeInput();
            process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            // by its handle: Process.destroy closes the streams, and lines that are not yet read are lost
            endTree(process.toHandle()::destroyForcibly);
            errorReader.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
        return errors.last();
    }

    /**
     * Says how a program that has ended did so.
     *
     * @return a clause to be read behind "the program", such as "ended with code 1; it printed: no such device"
     */
    public String exitDescription() {
        if (killed) {
            return "was ended"; // whatever it may have to say
        }
        String code = "";
        try {
            if (process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                // 128 and the number of the signal, as shells have it
                int value = process.exitValue();
                code = value > SIGNALS && value < SIGNALS + 32 ? " by signal " + (value - SIGNALS) : " with code " + value;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String last = errorOutputTail();
        return "ended" + code + (last.isEmpty() ? "" : "; it printed: " + last);
    }

    /**
     * Lets a program that ends when its input does end by itself.
     *
     * @param limit how long to wait
     * @return whether it has ended, with code 0
     */
    public boolean end(Duration limit) {
        closeInput();
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            log.debug("{}", e.getMessage()); // it has ended without reading all of it
        }
    }

    /**
     * Waits until the program has ended.
     *
     * @param limit how long at most
     * @return whether it has ended
     * @throws InterruptedException if this thread is interrupted; the program runs on
     */
    public boolean waitFor(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Returns the exit code of a program that has ended.
     *
     * @return the code
     */
    public int exitCode() {
        return process.exitValue();
    }

    /** Begins to end the program, and does not wait. */
    public void destroy() {
        process.destroyForcibly();
    }

    /** Ends the program and then what it started: a shell whose child ends first prints a line about it. */
    private void endTree(Runnable end) {
        List<ProcessHandle> started = process.descendants().toList();
        end.run();
        started.forEach(ProcessHandle::destroyForcibly);
    }

    /**
     * Ends the program now and waits a second at most for that.
     *
     * @return whether it has ended
     */
    public boolean kill() {
        killed = true;
        endTree(process::destroyForcibly);
        try {
            if (process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
            log.warn("The process {} is killed but does not end: a driver in the system's kernel hangs", process.pid());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
