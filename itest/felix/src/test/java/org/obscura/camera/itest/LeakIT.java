package org.obscura.camera.itest;

import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.Before;
import org.junit.Test;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureOptions;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;

/** A bundle that was replaced leaves nothing: no class loader, no thread, no open file, nothing in the folder of temporary files. */
@ExamReactorStrategy(PerClass.class)
public class LeakIT extends FelixTestBase {
    private static final String CAMERA = "kept";
    private static final String DISCOVERY = "obscura-v4l2-discovery";
    private static final String LINUX_CAMERAS = "org.obscura.camera.v4l2";

    @Override
    @Configuration
    public Option[] configuration() {
        return options(Bundles.system(), Bundles.start(LINUX_CAMERAS));
    }

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
            capture.submit(options).getResult().toCompletableFuture().get(Patience.SECONDS, TimeUnit.SECONDS);
        }
    }

    private void replaceAgainAndAgain(String name) throws Exception {
        new ReplacementCycles(fixture, Set.of(DISCOVERY)).run(fixture.bundle(name), this::pictures);
    }

    /**
     * Calls the kernel by JNA as for a camera, but with a node that is none: JNA, its native library and the thread that frees its memory
     * are of the class loader of the bundle.
     */
    private static void probe(Bundle bundle) throws ReflectiveOperationException {
        Constructor<?> kernel = bundle.loadClass(LINUX_CAMERAS + ".LinuxKernel").getDeclaredConstructor();
        kernel.setAccessible(true);
        Method probe = bundle.loadClass(LINUX_CAMERAS + ".Probe").getDeclaredMethod("of", bundle.loadClass(LINUX_CAMERAS + ".Kernel"),
                String.class);
        probe.setAccessible(true);
        InvocationTargetException refused = assertThrows(InvocationTargetException.class, () -> probe.invoke(null, kernel.newInstance(),
                "/dev/null"));
        assertTrue(String.valueOf(refused.getCause()), refused.getCause().getMessage().startsWith("QUERYCAP: "));
    }

    @Test
    public void replacedLinuxCamerasAreCollected() throws Exception {
        assumeTrue("this is " + System.getProperty("os.name") + ", not Linux", System.getProperty("os.name").equals("Linux"));
        Bundle bundle = fixture.bundle(LINUX_CAMERAS);
        new ReplacementCycles(fixture, Set.of(DISCOVERY)).run(bundle, () -> probe(bundle));
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
