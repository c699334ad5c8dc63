package org.obscura.camera.webcam;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.support.process.RunningProgram;
import org.obscura.camera.support.text.Printable;
import org.obscura.camera.webcam.child.DriverException;
import org.obscura.camera.webcam.child.Protocol;
import org.osgi.service.log.Logger;

/** A child process. It ends by {@link #kill()}, whatever its natives are doing, and its folder is deleted then. */
final class CaptureProcess {
    /** An answer that lists ten thousand devices is shorter. */
    private static final int LONGEST_LINE = 1 << 20;
    private static final int LONGEST_MESSAGE = 500;
    /** What a busy machine may need until all answers are read. */
    private static final long PATIENCE_MILLIS = 5_000;
    private static final Duration RESTORING = Duration.ofSeconds(1);

    /** What an answer is: its fields, or null when the process has ended. */
    private record Answer(List<String> fields) {
    }

    /** The child is not there any more. */
    static final class ProcessExitedException extends Exception {
        private static final long serialVersionUID = 1;

        ProcessExitedException(String message) {
            super(message);
        }
    }

    private final RunningProgram program;
    private final Path run;
    private final Logger log;
    private final Thread answerReader;
    /** Holds no more than the answer to the last question and the end of the process, whatever the driver prints. */
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final Object ending = new Object();
    @GuardedBy("ending")
    private boolean restores;
    @GuardedBy("ending")
    private boolean restored = true;
    private volatile String fault = "";

    CaptureProcess(String name, Process process, Path run, Logger log) {
        this.run = run;
        this.log = log;
        this.program = new RunningProgram(name, process, log, UnaryOperator.identity());
        this.answerReader = new Thread(this::readAnswers, name + "-answers");
        answerReader.setDaemon(true);
        answerReader.start();
        program.onExit(this::deleteRun);
    }

    long pid() {
        return program.pid();
    }

    Path run() {
        return run;
    }

    /** Ends it and tells the last that it printed, for people; "" if nothing. */
    String errorOutputTail() {
        String tail = program.errorOutputTail();
        answers.add(new Answer(null)); // releases a call that waits
        try {
            answerReader.join(PATIENCE_MILLIS); // what came with the answers is part of it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return tail;
        }
        deleteRun();
        return program.errors().last();
    }

    /**
     * Tells it to do something and waits for the answer. One thread at a time.
     *
     * @return the fields of the answer
     * @throws DriverException what the child says is wrong
     * @throws TimeoutException if it does not answer in time; it is of no use then
     * @throws ProcessExitedException if it has ended
     */
    List<String> ask(Duration timeout, String... command) throws DriverException, TimeoutException, ProcessExitedException {
        asked.set(true);
        try {
            program.input().write((Protocol.line(List.of(command)) + "\n").getBytes(StandardCharsets.UTF_8));
            program.input().flush();
        } catch (IOException e) {
            log.debug("{}", e.getMessage()); // it has ended, and the reader says so
        }
        Answer answer;
        try {
            answer = answers.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        }
        if (answer == null) {
            throw new TimeoutException("no answer within " + Durations.format(timeout));
        }
        if (answer.fields() == null) {
            answers.add(answer); // for the next call
            throw new ProcessExitedException(fault.isEmpty() ? "The process of the camera " + program.exitDescription() : fault);
        }
        List<String> fields = answer.fields();
        if (fields.get(0).equals(Protocol.ERROR)) {
            throw new DriverException(DriverException.Kind.valueOf(fields.get(1)), shortened(fields.get(2)));
        }
        return fields.subList(1, fields.size());
    }

    private static String shortened(String message) {
        return Printable.of(message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "..." : message);
    }

    /** Makes {@link #kill()} wait until the process has restored what it has changed. */
    void changes() {
        synchronized (ending) {
            restores = true;
        }
    }

    /** Returns whether nothing is left to restore, now that the process has ended. */
    boolean isRestored() {
        synchronized (ending) {
            return restored;
        }
    }

    /** Ends it now and waits a second at most for that; does nothing when it has ended. */
    void kill() {
        synchronized (ending) {
            if (restores) {
                restores = false;
                restored = program.end(RESTORING);
            }
        }
        boolean ended = program.kill();
        answers.add(new Answer(null)); // releases a call that waits even if the system cannot end it
        if (ended) {
            deleteRun();
        }
    }

    /** Ends it, and a call that waits for an answer. Returns at once. */
    void giveUp() {
        program.destroy();
        answers.add(new Answer(null));
    }

    private synchronized void deleteRun() {
        try {
            BundleStorage.delete(run);
        } catch (IOException e) {
            log.warn("The folder of an ended camera process stays until the next start: {}", e.toString());
        }
    }

    private void readAnswers() {
        try (InputStream in = new BufferedInputStream(program.output())) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    take(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                } else if (line.size() < LONGEST_LINE) {
                    line.write(b);
                } else if (line.toString(StandardCharsets.UTF_8).contains(Protocol.MARK)) {
                    misbehaves("answered with more than " + LONGEST_LINE + " bytes");
                    break;
                } else {
                    line.reset(); // printed by the natives without an end of line
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            log.debug("{}", e.toString());
        }
        answers.add(new Answer(null));
    }

    /** Takes a line. What stands before the mark, or has none, was printed by the natives. */
    private void take(String line) {
        int mark = line.lastIndexOf(Protocol.MARK);
        String printed = mark < 0 ? line : line.substring(0, mark);
        if (!printed.isBlank()) {
            program.errors().add(printed);
        }
        if (mark >= 0) {
            List<String> fields = Protocol.fields(line.substring(mark + Protocol.MARK.length()));
            if (asked.getAndSet(false)) {
                answers.add(new Answer(fields));
            } else {
                misbehaves("sent an answer without a question");
            }
        }
    }

    /** An answer that no call waits for would be taken for that to the next question: a stale image. Many of them would fill the memory. */
    private void misbehaves(String what) {
        fault = "The process of the camera " + what + " and was ended; its driver is faulty";
        log.warn("{}", fault);
        program.destroy();
    }
}
