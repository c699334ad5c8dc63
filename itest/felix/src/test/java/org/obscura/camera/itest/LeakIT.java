package org.obscura.camera.itest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.Before;
import org.junit.Test;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureOptions;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** A bundle that was replaced leaves nothing: no class loader, no thread, no open file, nothing in the folder of temporary files. */
@ExamReactorStrategy(PerClass.class)
public class LeakIT extends FelixTestBase {
    private static final String CAMERA = "kept";
    private static final int PATIENCE_SECONDS = Integer.getInteger("test.timeout", 300);

    @Before
    public void setUp() throws Exception {
        fixture.device("replaced", "frame.rate", 100, "resolutions", "320x240");
        fixture.camera(CAMERA, "idle.timeout", 0.2);
        fixture.awaitDevice(CAMERA, "simulated:replaced");
    }

    private void pictures() throws Exception {
        fixture.awaitDevice(CAMERA, "simulated:replaced");
        CameraCapture capture = fixture.capture(CAMERA);
        Path cycle = Files.createTempDirectory(folder, "cycle");
        new Burst(CAMERA).fire(capture, 2, cycle).assertAllSaved();
        for (String format : List.of("jpg", "png", "tif")) {
            CaptureOptions options = CaptureOptions.builder().location(cycle.resolve("all." + format).toString())
                    .metadata("Title", "kept").metadata("GPSLatitude", 48.1).control("image.brightness", 0.25).build();
            capture.submit(options).getResult().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void replaceAgainAndAgain(String name) throws Exception {
        new ReplacementCycles(fixture, Set.of()).run(fixture.bundle(name), this::pictures);
    }

    @Test
    public void replacedBackendsAreCollected() throws Exception {
        replaceAgainAndAgain(FrameworkFixture.SIMULATED);
    }

    @Test
    public void replacedCoresAreCollected() throws Exception {
        replaceAgainAndAgain(FrameworkFixture.CORE);
    }
}
