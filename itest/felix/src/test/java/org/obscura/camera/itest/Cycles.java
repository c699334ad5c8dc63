package org.obscura.camera.itest;

import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.osgi.framework.Bundle;

/** Replaces the class loader of a bundle again and again, by update and refresh in turn, with pictures each time; then nothing may be left of those before. */
final class Cycles {
    private static final int COUNT = 25;

    private final Stage stage;
    private final Set<String> threadsThatStay;

    /** What is done with the bundle in each cycle. */
    interface Work {
        void run() throws Exception;
    }

    /** @param threadsThatStay names of the threads, besides those of core, that are there while nothing is asked for */
    Cycles(Stage stage, Set<String> threadsThatStay) {
        this.stage = stage;
        this.threadsThatStay = threadsThatStay;
    }

    void run(Bundle bundle, Work pictures) throws Exception {
        pictures.run(); // what is made once and kept is made now
        Remains.awaitThreads(threadsThatStay);
        Remains.awaitNoProcesses();
        Set<String> filesBefore = Remains.temporaryFiles();
        List<Remains.Loader> replaced = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            Remains.Loader before = Remains.Loader.of(bundle);
            if (i % 2 == 0) {
                stage.update(bundle, Bundles.file(bundle.getSymbolicName()));
            } else {
                stage.refresh(bundle);
            }
            assertTrue("the class loader was not replaced in cycle " + i, before.isNotThatOf(bundle));
            replaced.add(before);
            pictures.run();
        }
        Remains.awaitThreads(threadsThatStay);
        Remains.awaitNoProcesses();
        Remains.awaitTemporaryFiles(filesBefore);
        Remains.assertCollected(replaced);
        System.out.println(bundle.getSymbolicName() + " replaced " + COUNT + " times with captures in each: no class loader, thread, process or file left");
    }
}
