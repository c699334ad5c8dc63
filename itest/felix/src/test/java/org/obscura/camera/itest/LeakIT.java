package org.obscura.camera.itest;

import static org.ops4j.pax.exam.CoreOptions.options;

import java.nio.file.Files;
import java.nio.file.Path;
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
import org.osgi.framework.BundleContext;

/** A bundle that was replaced leaves nothing: no class loader, no thread, no open file, nothing in the folder of temporary files. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class LeakIT {
    private static final String CAMERA = "kept";

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

    private void pictures() throws Exception {
        stage.awaitDevice(CAMERA, "simulated:replaced");
        CameraCapture capture = stage.capture(CAMERA);
        new Burst(CAMERA).fire(capture, 2, Files.createTempDirectory(folder, "cycle")).assertAllSaved();
    }

    private void replaceAgainAndAgain(String name) throws Exception {
        new Cycles(stage, Set.of()).run(stage.bundle(name), this::pictures);
    }

    @Test
    public void replacedBackendsAreCollected() throws Exception {
        replaceAgainAndAgain(Stage.SIMULATED);
    }

    @Test
    public void replacedCoresAreCollected() throws Exception {
        replaceAgainAndAgain(Stage.CORE);
    }
}
