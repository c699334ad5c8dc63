package org.obscura.camera.itest;

import java.nio.file.Files;
import java.util.Set;

import org.junit.Before;
import org.junit.Ignore;
import org.junit.Test;
import org.obscura.camera.CameraCapture;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** A bundle that was replaced leaves nothing: no class loader, no thread, no open file, nothing in the folder of temporary files. */
@ExamReactorStrategy(PerClass.class)
public class LeakIT extends FelixTestBase {
    private static final String CAMERA = "kept";

    @Before
    public void setUp() throws Exception {
        fixture.device("replaced", "frame.rate", 100, "resolutions", "320x240");
        fixture.camera(CAMERA, "idle.timeout", 0.2);
        fixture.awaitDevice(CAMERA, "simulated:replaced");
    }

    private void pictures() throws Exception {
        fixture.awaitDevice(CAMERA, "simulated:replaced");
        CameraCapture capture = fixture.capture(CAMERA);
        new Burst(CAMERA).fire(capture, 2, Files.createTempDirectory(folder, "cycle")).assertAllSaved();
    }

    private void replaceAgainAndAgain(String name) throws Exception {
        new ReplacementCycles(fixture, Set.of()).run(fixture.bundle(name), this::pictures);
    }

    @Test
    public void replacedBackendsAreCollected() throws Exception {
        replaceAgainAndAgain(FrameworkFixture.SIMULATED);
    }

    @Ignore("One of 25 class loaders of core stays in some runs; the cause is not found yet")
    @Test
    public void replacedCoresAreCollected() throws Exception {
        replaceAgainAndAgain(FrameworkFixture.CORE);
    }
}
