package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.inject.Inject;

import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.obscura.camera.CameraCapture;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** A bundle that was replaced leaves nothing: no class loader, no thread, no open file, nothing in the folder of temporary files. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class LeakIT {
    private static final String CAMERA = "kept";
    private static final int CYCLES = 25;

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();
    @Inject
    private BundleContext context;
    private Stage stage;
    private SignalLog signals;
    private Path folder;

    @Configuration
    public Option[] configuration() {
        return options(Bundles.system());
    }

    @Before
    public void setUp() throws Exception {
        folder = temporary.newFolder("pictures").toPath().toRealPath();
        stage = new Stage(context);
        signals = new SignalLog(context);
        stage.device("replaced", "frame.rate", 100, "resolutions", "320x240");
        stage.camera(CAMERA, "idle.timeout", 0.2);
        stage.awaitDevice(CAMERA, "simulated:replaced");
    }

    @After
    public void tearDown() throws Exception {
        signals.close();
        stage.reset();
    }

    /** Something that replaces the class loader of a bundle. */
    private interface Replacement {
        void run() throws Exception;
    }

    private void replaceAgainAndAgain(Bundle bundle, Replacement first, Replacement second) throws Exception {
        pictures(); // what is made once and kept is made now
        Set<String> filesBefore = Remains.temporaryFiles();
        Remains.awaitThreads(Set.of());
        Set<String> threadsBefore = Remains.threads();
        List<Remains.Loader> replaced = new ArrayList<>();
        for (int i = 0; i < CYCLES; i++) {
            Remains.Loader before = Remains.Loader.of(bundle);
            (i % 2 == 0 ? first : second).run();
            assertTrue("the class loader was not replaced in cycle " + i, before.isNotThatOf(bundle));
            replaced.add(before);
            pictures();
        }
        Remains.awaitThreads(threadsBefore);
        assertEquals("temporary files", filesBefore, Remains.temporaryFiles());
        Remains.assertCollected(replaced);
        System.out.println(bundle.getSymbolicName() + " replaced " + CYCLES + " times with captures in each: no class loader, thread or file left");
    }

    private void pictures() throws Exception {
        stage.awaitDevice(CAMERA, "simulated:replaced");
        CameraCapture capture = stage.capture(CAMERA);
        new Burst(CAMERA).fire(capture, 2, Files.createTempDirectory(folder, "cycle")).assertAllSaved();
    }

    @Test
    public void replacedBackendsAreCollected() throws Exception {
        Bundle bundle = stage.bundle(Stage.SIMULATED);
        replaceAgainAndAgain(bundle, () -> stage.update(bundle, Bundles.file(Stage.SIMULATED)), () -> stage.refresh(bundle));
    }

    @Test
    public void replacedCoresAreCollected() throws Exception {
        Bundle bundle = stage.bundle(Stage.CORE);
        replaceAgainAndAgain(bundle, () -> stage.update(bundle, Bundles.file(Stage.CORE)), () -> stage.refresh(bundle));
    }
}
