package org.obscura.camera.itest;

import org.junit.AssumptionViolatedException;
import org.junit.rules.TestWatcher;
import org.junit.runner.Description;

/**
 * Records, in the framework, why a test is skipped: Pax Exam reports only whether a test failed. A system property is all that the classes
 * inside and outside of the framework share.
 */
public final class SkipRecorder extends TestWatcher {
    private static final String PROPERTY = "skipped.";

    @Override
    protected void skipped(AssumptionViolatedException reason, Description test) {
        System.setProperty(PROPERTY + test.getMethodName(), String.valueOf(reason.getMessage()));
    }

    /** Returns why a test was skipped, once; null if it was not. Pax Exam may append the container to the name of a method. */
    static String remove(Description test) {
        return System.clearProperty(PROPERTY + test.getMethodName().split(":")[0]);
    }
}
