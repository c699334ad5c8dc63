package org.obscura.camera.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.process.RunningProgram;
import org.osgi.service.log.Logger;

/** Starts the program of one camera. */
final class ProgramStarter {
    private final ProcessSettings settings;
    private final Logger log;

    ProgramStarter(ProcessSettings settings, Logger log) {
        this.settings = settings;
        this.log = log;
    }

    RunningProgram start(CommandLine command) throws CameraException {
        ProcessBuilder builder = new ProcessBuilder(command.words());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().putAll(command.environment());
        log.debug("{}: {}", settings.info().id(), command);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new CameraException(Reason.FAILED,
                    settings.info().displayName() + ": the program " + command.words().get(0) + " cannot be started: "
                            + e.getMessage(),
                    e);
        }
        RunningProgram program = new RunningProgram("obscura-" + settings.info().id().replace(':', '-'), process, log,
                line -> Credentials.clean(line, settings.credentials()));
        try (OutputStream in = program.input()) {
            in.write(command.input().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            log.debug("{}", e.getMessage()); // it has ended, and its output says why
        }
        return program;
    }
}
