package org.obscura.camera.process;

import java.io.IOException;

import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.credentials.Credentials;
import org.obscura.camera.support.process.CommandLine;
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
        try {
            return RunningProgram.start("obscura-" + settings.info().id().replace(':', '-'), command, ProcessBuilder.Redirect.PIPE, log,
                    line -> Credentials.clean(line, settings.credentials()));
        } catch (IOException e) {
            String program = command.words().get(0);
            String obstacle = Programs.obstacle(program, settings.preset().debianPackage());
            throw new CameraException(Reason.FAILED, settings.info().displayName() + ": "
                    + (obstacle.isEmpty() ? "the program " + program + " cannot be started: " + e.getMessage() : obstacle), e);
        }
    }
}
