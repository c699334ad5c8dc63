package org.obscura.camera.sinks.program;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.obscura.camera.DeliveryException;
import org.obscura.camera.ImageDelivery;
import org.obscura.camera.ImageSink;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.support.process.CommandLine;
import org.obscura.camera.support.process.RunningProgram;
import org.obscura.camera.support.sink.ImageTemplate;
import org.osgi.service.log.Logger;

/** Runs a program for each image. Exit code 0 acknowledges the image. */
final class ProgramSink implements ImageSink {
    private final String name;
    private final List<ImageTemplate> words;
    private final Duration limit;
    private final Set<Integer> refusedCodes;
    private final Logger log;

    /**
     * Creates a sink.
     *
     * @param name names the sink in the log and its threads
     * @param words the name or path of the program, followed by its arguments
     * @param limit how long the program may take
     * @param refusedCodes exit codes after which an image is given up
     */
    ProgramSink(String name, List<ImageTemplate> words, Duration limit, Set<Integer> refusedCodes, Logger log) {
        this.name = name;
        this.words = List.copyOf(words);
        this.limit = limit;
        this.refusedCodes = Set.copyOf(refusedCodes);
        this.log = log;
    }

    @Override
    public void deliver(ImageDelivery image) throws DeliveryException, InterruptedException {
        List<String> command = words.stream().map(word -> word.fill(image, UnaryOperator.identity())).toList();
        RunningProgram program;
        try {
            program = RunningProgram.start("obscura-sink-" + name, new CommandLine(command, "", Map.of()),
                    ProcessBuilder.Redirect.DISCARD, log, UnaryOperator.identity());
        } catch (IOException e) {
            throw DeliveryException.temporary("The program " + command.get(0) + " cannot be started: " + e.getMessage()
                    + "; correct 'command' or install the program", e);
        }
        boolean ended = false;
        try {
            ended = program.waitFor(limit);
        } finally {
            if (!ended) {
                program.kill();
            }
        }
        if (!ended) {
            String printed = program.errors().last();
            throw DeliveryException.temporary("The program " + command.get(0) + " did not end within " + Durations.format(limit)
                    + " (time.limit) and was ended" + (printed.isEmpty() ? "" : "; it printed: " + printed), (Throwable) null);
        }
        check(command.get(0), program);
    }

    private void check(String command, RunningProgram program) throws DeliveryException {
        int code = program.exitCode();
        if (code == 0) {
            return;
        }
        String reason = "The program " + command + " " + program.exitDescription();
        if (refusedCodes.contains(code)) {
            throw DeliveryException.permanent(reason + " (refused.codes)", null);
        }
        throw DeliveryException.temporary(reason, (Throwable) null);
    }
}
