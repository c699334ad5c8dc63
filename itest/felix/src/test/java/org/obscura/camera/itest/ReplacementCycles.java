package org.obscura.camera.itest;

import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.osgi.framework.Bundle;

/** Replaces the class loader of a bundle again and again, by update and refresh in turn, with pictures each time; then nothing may be left of those before. */
final class ReplacementCycles {
    private static final int COUNT = 25;

    private final FrameworkFixture stage;
    private final Set<String> threadsThatStay;

    /** What is done with the bundle in each cycle. */
    interface Work {
        void run() throws Exception;
    }

    /** @param threadsThatStay names of the threads, besides those of core, that are there while nothing is asked for */
    ReplacementCycles(FrameworkFixture stage, Set<String> threadsThatStay) {
        this.stage = stage;
        this.threadsThatStay = threadsThatStay;
    }

    void run(Bundle bundle, Work pictures) throws Exception {
        pictures.run(); // what is made once and kept is made now
        LeakChecks.awaitThreads(threadsThatStay);
        LeakChecks.awaitNoProcesses();
        Set<String> filesBefore = LeakChecks.temporaryFiles();
        List<LeakChecks.Loader> replaced = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            LeakChecks.Loader before = LeakChecks.Loader.of(bundle);
            if (i % 2 == 0) {
                stage.update(bundle, Bundles.file(bundle.getSymbolicName()));
            } else {
                stage.refresh(bundle);
            }
            assertTrue("the class loader was not replaced in cycle " + i, before.isNotThatOf(bundle));
            replaced.add(before);
            pictures.run();
        }
        LeakChecks.awaitThreads(threadsThatStay);
        LeakChecks.awaitNoProcesses();
        LeakChecks.awaitTemporaryFiles(filesBefore);
        LeakChecks.assertCollected(replaced);
        System.out.println(bundle.getSymbolicName() + " replaced " + COUNT
                + " times with captures in each: no class loader, thread, process or file left");
    }
}
