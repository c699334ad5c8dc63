package org.obscura.camera.itest;

import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.osgi.framework.Bundle;

/**
 * Replaces the class loader of a bundle again and again, by update and refresh in turn, with images each time; then nothing may be left
 * of those before.
 */
final class ReplacementCycles {
    private static final int COUNT = 25;

    private final FrameworkFixture fixture;
    private final Set<String> threadsThatStay;

    /** What is done with the bundle in each cycle. */
    interface Work {
        void run() throws Exception;
    }

    /** @param threadsThatStay names of the threads, besides those of core, that exist while no request is pending */
    ReplacementCycles(FrameworkFixture fixture, Set<String> threadsThatStay) {
        this.fixture = fixture;
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
                fixture.update(bundle, Bundles.file(bundle.getSymbolicName()));
            } else {
                fixture.refresh(bundle);
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
