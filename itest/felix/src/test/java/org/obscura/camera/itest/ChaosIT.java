package org.obscura.camera.itest;

import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import javax.inject.Inject;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/**
 * Applications take thousands of images from several cameras while bundles, devices and settings change at random and devices fail:
 * nothing is lost, no end is duplicated, nothing is leaked. Short by default; {@code -Dchaos.duration=3600} runs for that many seconds,
 * round after round, {@code -Dchaos.seeds=20} for so many rounds, {@code -Dchaos.seed=} repeats the schedule of a seed that was printed.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ChaosIT {
    private static final int ROUND_MILLIS = 15_000;
    private static final long HEAP_TOLERANCE = 16 << 20;
    private static final int FILE_TOLERANCE = 2;

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();
    @Inject
    private BundleContext context;

    @Configuration
    public Option[] configuration() {
        return options(Bundles.system());
    }

    @Test
    public void nothingIsLostToldTwiceOrLeftWhateverHappens() throws Exception {
        long seed = Long.getLong("chaos.seed", System.nanoTime() & 0xffffff);
        long rounds = Long.getLong("chaos.seeds", 1);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.getLong("chaos.duration", 0));
        FullDisk fullDisk = FullDisk.mount(temporary.getRoot().toPath().toRealPath());
        if (fullDisk == null) {
            System.out.println("chaos: no file system can be mounted here, so the full disk is left out");
        }
        System.out.println("chaos: from seed " + seed + "; repeat with -Dchaos.seed=" + seed);
        ChaosRound.Outcome all = null;
        try {
            round(seed, 1_500, fullDisk); // what is loaded and created once exists from now on
            long heap = LeakChecks.heap();
            long files = LeakChecks.openFiles();
            System.out.println("chaos: heap " + (heap >> 20) + " MB, open files " + files + " before");
            for (int i = 0; i < rounds || System.nanoTime() < end; i++) {
                ChaosRound.Outcome one = round(seed + i, ROUND_MILLIS, fullDisk);
                long heapAfter = LeakChecks.heap();
                long filesAfter = LeakChecks.openFiles();
                System.out.println("chaos seed " + (seed + i) + ": " + one + "; heap " + (heapAfter >> 20) + " MB, open files " + filesAfter
                        + one.details());
                all = all == null ? one : all.plus(one);
                assertTrue("the heap grew from " + heap + " to " + heapAfter, heapAfter < heap + HEAP_TOLERANCE);
                assertTrue("open files: " + files + " before, " + filesAfter + " after", filesAfter <= files + FILE_TOLERANCE);
            }
        } finally {
            if (fullDisk != null) {
                fullDisk.unmount();
            }
        }
        System.out.println("chaos total: " + all + "; what happened: " + all.done());
        assertTrue(all.details(), all.isGood());
    }

    private ChaosRound.Outcome round(long seed, long millis, FullDisk fullDisk) throws Exception {
        Path folder = temporary.newFolder().toPath().toRealPath();
        try {
            return new ChaosRound(context, seed, folder).run(millis, fullDisk == null ? null : fullDisk.folder());
        } finally {
            LeakChecks.deleteTree(folder);
            if (fullDisk != null) {
                LeakChecks.empty(fullDisk.folder());
            }
        }
    }
}
