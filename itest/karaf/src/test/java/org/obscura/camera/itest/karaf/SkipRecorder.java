package org.obscura.camera.itest.karaf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.AssumptionViolatedException;
import org.junit.rules.TestWatcher;
import org.junit.runner.Description;

/** Records, in the container, why a test is skipped: Pax Exam reports to its own side only whether a test failed. */
public final class SkipRecorder extends TestWatcher {
    static final String FOLDER = "skips";

    @Override
    protected void skipped(AssumptionViolatedException reason, Description test) {
        try {
            Files.writeString(Path.of(System.getProperty(FOLDER), test.getMethodName()), String.valueOf(reason.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
