package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.Resolution;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;

/** The backend for real cameras, with the natives of webcam-capture in its child processes, over a camera that is not there. */
@ExamReactorStrategy(PerClass.class)
public class WebcamIT extends FelixTestBase {
    private static final String CAMERA = "window";
    private static final String DEV = FrameworkFixture.WEBCAM + ".dev";
    /** The last one that the natives look at: a machine with a camera of its own has a lower one. */
    private static final String NODE = "video15";
    private static final Resolution SIZE = new Resolution(640, 480);
    /** What JPEG makes of a smooth slope of colours. */
    private static final int TOLERANCE = 12;

    private FakeV4l fake;
    private Bundle webcam;
    private int count;

    @Before
    public void setUp() throws Exception {
        fake = new FakeV4l(temporary.getRoot().toPath().toRealPath());
        fake.plug(NODE);
        System.setProperty(DEV, fake.cameras().toString());
        fixture.configure(FrameworkFixture.WEBCAM, null, "java", fake.java().toString(), "warm.up", 0, "open.timeout", 60_000,
                "frame.timeout", 60_000);
        webcam = fixture.install(Bundles.file(FrameworkFixture.WEBCAM));
    }

    @After
    public void tearDown() throws Exception {
        if (webcam != null) {
            webcam.uninstall();
        }
        System.clearProperty(DEV);
    }

    private CompletableFuture<CapturedImage> ask() throws Exception {
        Path file = folder.resolve(++count + ".jpg");
        return fixture.capture(CAMERA).submit(CaptureOptions.builder().location(file.toString()).resolution(SIZE).build()).getResult()
                .toCompletableFuture();
    }

    private void picture() throws Exception {
        fixture.awaitDevice(CAMERA, "webcam:" + NODE);
        look(ask().get(60, TimeUnit.SECONDS));
    }

    private static void look(CapturedImage taken) throws IOException {
        BufferedImage image = ImageIO.read(taken.path().toFile());
        assertEquals(SIZE, new Resolution(image.getWidth(), image.getHeight()));
        int colour = image.getRGB(100, 200);
        assertEquals("red is the column", 100, colour >> 16 & 255, TOLERANCE);
        assertEquals("green is the line", 200, colour >> 8 & 255, TOLERANCE);
    }

    @Test
    public void replacedBackendsAreCollected() throws Exception {
        fixture.camera(CAMERA, "device.target", "(camera.backend=webcam)", "idle.timeout", 0);
        picture();
        assertEquals("one open file, without a name, has the frames: " + framesInMemory(), 1, framesInMemory().size());
        assertTrue(framesInMemory().get(0).toString().startsWith("/dev/shm/"));
        fixture.camera(CAMERA, "device.target", "(camera.backend=webcam)", "idle.timeout", 0.2);
        new ReplacementCycles(fixture, Set.of("obscura-webcam-scan")).run(webcam, this::picture);
        LeakChecks.awaitNoMappedFiles();
        awaitNone("shared memory", WebcamIT::framesInMemory);
        awaitNone("folders of child processes", () -> list(webcam.getDataFile("webcam/run").toPath()));
    }

    @Test
    public void aProcessThatIsKilledWhileNothingIsAskedCostsNoRequest() throws Exception {
        fixture.camera(CAMERA, "device.target", "(camera.backend=webcam)", "idle.timeout", 0);
        for (int i = 0; i < 3; i++) {
            picture();
            killProcesses();
        }
        picture();
    }

    @Test
    public void aProcessThatIsKilledDuringAnExposureCostsNoRequest() throws Exception {
        fixture.camera(CAMERA, "device.target", "(camera.backend=webcam)", "idle.timeout", 0, "frame.timeout", 60);
        for (int i = 0; i < 3; i++) {
            picture();
            fake.mood(NODE, "stall");
            CompletableFuture<CapturedImage> asked = ask();
            CompletableFuture<CapturedImage> waits = ask();
            FrameworkFixture.await("thread that waits for a frame",
                    () -> Thread.getAllStackTraces().values().stream().flatMap(Arrays::stream)
                            .filter(frame -> frame.getClassName().endsWith(".WebcamStream") && frame.getMethodName().equals("nextFrame"))
                            .findAny().orElse(null));
            killProcesses();
            fake.mood(NODE, "");
            look(asked.get(60, TimeUnit.SECONDS));
            look(waits.get(60, TimeUnit.SECONDS));
        }
    }

    private static void killProcesses() throws Exception {
        List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
        assertFalse("the camera has a process of its own", children.isEmpty());
        for (ProcessHandle child : children) {
            child.destroyForcibly();
            child.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    /** Another thread clears up after a process once that has ended. */
    private static void awaitNone(String what, Callable<List<Path>> files) throws Exception {
        FrameworkFixture.await("end of the " + what + " that existed: " + files.call(), () -> files.call().isEmpty() ? what : null);
    }

    /** Returns the files of frames that are open, which have no name any more, and those that still have one. */
    private static List<Path> framesInMemory() throws IOException {
        Set<Path> files = new TreeSet<>();
        for (Path descriptor : list(Path.of("/proc/self/fd"))) {
            try {
                files.add(Files.readSymbolicLink(descriptor));
            } catch (NoSuchFileException e) {
                // the descriptor with which the folder was listed
            }
        }
        files.addAll(list(Path.of("/dev/shm")));
        return files.stream().filter(file -> file.getFileName().toString().startsWith("obscura-webcam-")).toList();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
