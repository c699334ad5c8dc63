package org.obscura.camera.itest.karaf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.AssumptionViolatedException;
import org.junit.runner.Description;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunListener;
import org.junit.runner.notification.RunNotifier;
import org.junit.runners.model.InitializationError;
import org.ops4j.pax.exam.junit.PaxExam;

/** Runs tests in the container and reports those as skipped that a {@link SkipRecorder} has recorded there. */
public final class SkipReportingPaxExam extends PaxExam {
    public SkipReportingPaxExam(Class<?> test) throws InitializationError {
        super(test);
    }

    /** Returns the folder for the records. */
    static Path folder() throws IOException {
        return Files.createDirectories(KarafOptions.TARGET.resolve("skips"));
    }

    @Override
    public void run(RunNotifier reported) {
        RunNotifier notifier = new RunNotifier();
        notifier.addListener(new RunListener() {
            @Override
            public void testStarted(Description test) throws IOException {
                Files.deleteIfExists(record(test));
                reported.fireTestStarted(test);
            }

            @Override
            public void testFailure(Failure failure) {
                reported.fireTestFailure(failure);
            }

            @Override
            public void testAssumptionFailure(Failure failure) {
                reported.fireTestAssumptionFailed(failure);
            }

            @Override
            public void testIgnored(Description test) {
                reported.fireTestIgnored(test);
            }

            @Override
            public void testFinished(Description test) throws IOException {
                Path record = record(test);
                if (Files.exists(record)) {
                    reported.fireTestAssumptionFailed(new Failure(test, new AssumptionViolatedException(Files.readString(record))));
                }
                reported.fireTestFinished(test);
            }
        });
        super.run(notifier);
    }

    /** Pax Exam may append the container to the name of a method. */
    private static Path record(Description test) throws IOException {
        return folder().resolve(test.getMethodName().split(":")[0]);
    }
}
