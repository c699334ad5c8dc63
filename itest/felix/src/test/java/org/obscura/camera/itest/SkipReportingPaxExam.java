package org.obscura.camera.itest;

import org.junit.AssumptionViolatedException;
import org.junit.runner.Description;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunListener;
import org.junit.runner.notification.RunNotifier;
import org.junit.runners.model.InitializationError;
import org.ops4j.pax.exam.junit.PaxExam;

/** Runs tests in the framework and reports those as skipped that a {@link SkipRecorder} has recorded there. */
public final class SkipReportingPaxExam extends PaxExam {
    public SkipReportingPaxExam(Class<?> test) throws InitializationError {
        super(test);
    }

    @Override
    public void run(RunNotifier reported) {
        reported.addFirstListener(new RunListener() {
            @Override
            public void testFinished(Description test) {
                String reason = SkipRecorder.remove(test);
                if (reason != null) {
                    reported.fireTestAssumptionFailed(new Failure(test, new AssumptionViolatedException(reason)));
                }
            }
        });
        super.run(reported);
    }
}
