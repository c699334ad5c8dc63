package org.obscura.camera.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.Resolution;

class CaptureCommandTest {
    private final FakeCamera camera = new FakeCamera("default");
    private final Console console = new Console(new CaptureCommand(FakeCamera.cameras(camera, new FakeCamera("door"))));

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void printsThePathOfThePicture() throws Exception {
        assertEquals("/pictures/IMG_00000001.jpg\n", console.run("camera:capture"));
        assertEquals(List.of(CaptureOptions.defaults()), camera.submitted);
    }

    @Test
    void takesAsManyAsAskedForAndPrintsThemInOrder() throws Exception {
        assertEquals("/pictures/IMG_00000001.jpg\n/pictures/IMG_00000002.jpg\n/pictures/IMG_00000003.jpg\n", console.run("camera:capture -n 3"));
    }

    @Test
    void handsEverySettingOver() throws Exception {
        console.run("camera:capture -c default -r 1280x720 -f png -q 80 -o '/tmp/my dir/ä.png' -e fail -m Title='A title' --metadata=Author=me");
        assertEquals(new CaptureOptions("/tmp/my dir/ä.png", false, new Resolution(1280, 720), "png", 80,
                Map.of("Title", "A title", "Author", "me"), ExistingFile.FAIL, 1, Duration.ZERO), camera.submitted.get(0));
    }

    @Test
    void leavesAKeyOutThatIsGivenWithoutAValue() throws Exception {
        console.run("camera:capture -m Title=");
        assertTrue(camera.submitted.get(0).metadata().containsKey("Title"));
        assertNull(camera.submitted.get(0).metadata().get("Title"));
    }

    @Test
    void doesNotWriteASeriesOverItself() throws Exception {
        console.run("camera:capture -n 2 -o x.jpg");
        assertEquals(ExistingFile.RENAME, camera.submitted.get(1).existing());
        console.run("camera:capture -n 2 -o x.jpg -e overwrite");
        assertEquals(ExistingFile.OVERWRITE, camera.submitted.get(3).existing());
    }

    @Test
    void takesADottedPathFromTheWorkingDirectory() throws Exception {
        console.run("camera:capture -o ./sub/x.jpg");
        assertEquals(Path.of("sub/x.jpg").toAbsolutePath().toString(), camera.submitted.get(0).location());
        console.run("camera:capture -o sub/x.jpg");
        assertEquals("sub/x.jpg", camera.submitted.get(1).location());
    }

    @Test
    void tellsTheSizeOfAPictureInMemory() throws Exception {
        assertEquals("jpeg 640x480, 3 bytes\n", console.run("camera:capture --memory"));
        assertTrue(camera.submitted.get(0).inMemory());
    }

    @Test
    void failsWithTheSentenceOfTheCamera() {
        camera.failures.put(1, "There is no folder '/nowhere'");
        var e = assertThrows(CaptureException.class, () -> console.run("camera:capture"));
        assertEquals("There is no folder '/nowhere'", e.getMessage());
        assertEquals("", console.errors());
    }

    @Test
    void goesOnAfterAFailureAndFailsInTheEnd() {
        camera.failures.put(2, "The disk is full");
        var e = assertThrows(IllegalStateException.class, () -> console.run("camera:capture -n 3"));
        assertEquals("1 of 3 pictures failed; the last one: The disk is full", e.getMessage());
        assertEquals("/pictures/IMG_00000001.jpg\n/pictures/IMG_00000003.jpg\n", console.printed());
        assertEquals("Request 2 failed: The disk is full\n", console.errors());
    }

    @Test
    void returnsAtOnceInTheBackground() throws Exception {
        camera.holdsBack = true;
        assertEquals("1\n2\n", console.run("camera:capture -b -n 2"));
        assertEquals(2, camera.getPendingCount());
    }

    @Test
    void keepsAnInterval() throws Exception {
        long start = System.nanoTime();
        console.run("camera:capture -n 3 -i 20ms");
        assertEquals(3, camera.submitted.size());
        assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(40), "the third begins two intervals after the first");
    }

    @Test
    void cancelsWhatIsPendingWhenInterrupted() throws Exception {
        camera.holdsBack = true;
        Thread user = new Thread(() -> assertThrows(Exception.class, () -> console.run("camera:capture -n 2")));
        user.start();
        camera.asked.await();
        // as Ctrl-C does it in Gogo and in Karaf
        console.session().foregroundJob().interrupt();
        assertTrue(camera.hasCancelled.await(10, TimeUnit.SECONDS), "a request is cancelled");
        user.join();
        assertEquals(1, camera.cancelled.get(0));
    }

    @Test
    void namesTheKnownCameras() {
        var e = assertThrows(IllegalArgumentException.class, () -> console.run("camera:capture -c gate"));
        assertEquals("There is no camera 'gate'; there are default, door", e.getMessage());
    }

    @Test
    void refusesWhatCannotBe() {
        assertEquals("The count is 0; it must be 1 or more", message("camera:capture -n 0"));
        assertEquals("The quality is 101; it must be 1 to 100", message("camera:capture -q 101"));
        assertEquals("'x' is not of the form KEY=VALUE, such as Title=Harbour", message("camera:capture -m x"));
        assertTrue(message("camera:capture -b -i 1s").startsWith("-b returns at once"));
        assertTrue(message("camera:capture -r big").contains("'big' is not a resolution"));
    }

    private String message(String line) {
        return assertThrows(IllegalArgumentException.class, () -> console.run(line)).getMessage();
    }
}
