package org.obscura.camera.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.Resolution;

class CaptureCommandTest {
    private final FakeCamera camera = new FakeCamera("default");
    private final Cameras cameras = FakeCamera.cameras(camera, new FakeCamera("door"));
    private final Console console = new Console(new CaptureCommand(cameras), new CancelCommand(cameras));

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
        assertEquals("/pictures/IMG_00000001.jpg\n/pictures/IMG_00000002.jpg\n/pictures/IMG_00000003.jpg\n",
                console.run("camera:capture -n 3"));
    }

    @Test
    void handsEverySettingOver() throws Exception {
        console.run(
                "camera:capture -c default -r 1280x720 -f png -q 80 -o '/tmp/my dir/ä.png' -e fail "
                        + "-m Title='A title' --metadata=Author=me");
        assertEquals(CaptureOptions.builder().location("/tmp/my dir/ä.png").resolution(new Resolution(1280, 720)).format("png").quality(80)
                .metadata("Title", "A title").metadata("Author", "me").existing(ExistingFile.FAIL).build(), camera.submitted.get(0));
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
    void aFolderMustExist() {
        assertEquals(
                "The folder " + Path.of("none").toAbsolutePath() + " does not exist; create it, or leave out the / for a file of that name",
                message("camera:capture -o ./none/"));
        assertEquals(List.of(), camera.submitted);
    }

    @Test
    void writesTheImageToStandardOutput() throws Exception {
        assertEquals("\u0001\u0002\u0003", console.run("camera:capture -o -"));
        assertTrue(camera.submitted.get(0).inMemory());
        assertNull(camera.submitted.get(0).location());
        assertTrue(message("camera:capture -o - -b").contains("leave out -b"));
        console.session().put("camera.terminal", true);
        assertTrue(message("camera:capture -o -").contains("redirect the output"));
    }

    @Test
    void showsProgressOnATerminalOnly() throws Exception {
        console.run("camera:capture -n 2");
        assertEquals("", console.errors());
        console.session().put("camera.terminal", true);
        console.run("camera:capture -n 2");
        assertEquals("0 of 2|1 of 2|2 of 2|", console.errors().replaceAll("(\r\u001b\\[K)+", "|"));
    }

    @Test
    void endsTheSeriesWhenTheReaderOfTheOutputLeaves() throws Exception {
        console.breakOutput();
        assertEquals("The output cannot be written any more; the series is cancelled",
                assertThrows(IllegalStateException.class, () -> console.run("camera:capture -n 1000")).getMessage());
        camera.awaitSeriesCancelled();
        assertEquals(List.of(), camera.getSeries(), "the command ends before its series");
    }

    @Test
    void setsControlsForTheseImages() throws Exception {
        console.run("camera:capture --control exposure.time=1/250 --control zoom= --unsupported nearest");
        CaptureOptions options = camera.submitted.get(0);
        assertEquals("1/250", options.controls().get("exposure.time"));
        assertTrue(options.controls().containsKey("zoom") && options.controls().get("zoom") == null);
        assertEquals(CaptureOptions.UnsupportedControl.NEAREST, options.unsupported());
    }

    @Test
    void saysOnceWhatBecameOfAControlThatTheDeviceDoesNotAccept() throws Exception {
        camera.unsupported = () -> List.of("the control zoom=9 becomes 4: it must be 1 to 4");
        String line = "Request 1: the control zoom=9 becomes 4: it must be 1 to 4\n";
        console.run("camera:capture -n 2 --control zoom=9 --unsupported nearest");
        assertEquals(line, console.errors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-n 2 -b", "-n 2 -i 1ms -b"})
    void saysItOfRequestsInTheBackgroundToo(String options) throws Exception {
        camera.unsupported = () -> List.of("the control zoom=9 is left out: the device has no such control");
        console.run("camera:capture --control zoom=9 --unsupported ignore " + options);
        assertEquals(true,
                ((CompletionStage<?>) console.session().get("camera.background")).toCompletableFuture().get(60, TimeUnit.SECONDS));
        assertEquals("Request 1: the control zoom=9 is left out: the device has no such control\n", console.errors());
    }

    @Test
    void leavesControlsOfTheCameraToTheLog() throws Exception {
        camera.unsupported = () -> List.of("the control zoom=9 becomes 4: it must be 1 to 4");
        console.run("camera:capture");
        assertEquals("", console.errors());
    }

    @Test
    void stepsThroughTheValuesOfABracket() throws Exception {
        console.run("camera:capture --bracket exposure.compensation=-2,0,2 --bracket 'region=0,0,10,10;5,5,10,10;9,9,10,10'");
        CaptureOptions options = camera.submitted.get(0);
        assertEquals(3, options.count());
        assertEquals(List.of("-2", "0", "2"), options.bracket().get("exposure.compensation"));
        assertEquals(List.of("0,0,10,10", "5,5,10,10", "9,9,10,10"), options.bracket().get("region"));
        console.run("camera:capture -n 1 --bracket region=0,0,10,10");
        assertEquals(List.of("0,0,10,10"), camera.submitted.get(camera.submitted.size() - 1).bracket().get("region"));
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
        assertEquals("1 of 3 images failed", e.getMessage());
        assertEquals("/pictures/IMG_00000001.jpg\n/pictures/IMG_00000003.jpg\n", console.printed());
        assertEquals("Request 2 failed: The disk is full\n", console.errors());
    }

    @Test
    void saysTheSameReasonOnce() throws Exception {
        for (int refused : new int[] {1, 2, 4, 6}) {
            camera.failures.put(refused, "The device has none");
        }
        camera.failures.put(5, "The disk is full");
        var e = assertThrows(IllegalStateException.class, () -> console.run("camera:capture -n 6"));
        assertEquals("5 of 6 images failed", e.getMessage());
        assertEquals("""
                Request 1 failed: The device has none
                Request 2 failed for the same reason
                Request 4 failed for the same reason
                Request 5 failed: The disk is full
                Request 6 failed: The device has none
                """, console.errors());
    }

    @Test
    void pathsAndMessagesDoNotActOnTheTerminal() throws Exception {
        camera.folder = "/a\u001b[2J\nb";
        camera.failures.put(2, "no\u001b[2J\nfolder");
        var several = assertThrows(IllegalStateException.class, () -> console.run("camera:capture -n 2"));
        assertEquals("/a\\u001b[2J\\nb/IMG_00000001.jpg\n", console.printed());
        assertEquals("Request 2 failed: no\\u001b[2J\\nfolder\n", console.errors());
        assertEquals("1 of 2 images failed", several.getMessage());
        camera.failures.put(3, "no\u001b[2J\nfolder");
        var one = assertThrows(IllegalStateException.class, () -> console.run("camera:capture"));
        assertEquals("no\\u001b[2J\\nfolder", one.getMessage());
        camera.failures.put(4, "no\u001b[2J\nfolder");
        console.run("camera:capture -b");
        assertTrue(console.errors().endsWith("Request 4 failed: no\\u001b[2J\\nfolder\n"), console.errors());
    }

    @Test
    void returnsAtOnceInTheBackground() throws Exception {
        camera.holdsBack = true;
        assertEquals("1\n2\n", console.run("camera:capture -b -n 2 -o x.jpg"));
        assertEquals(2, camera.getPendingCount());
        assertEquals(ExistingFile.RENAME, camera.submitted.get(1).existing());
        assertEquals(List.of(), camera.series);
        assertEquals("A series of 2 images runs; camera:status shows its progress, camera:cancel ends it\n",
                console.run("camera:capture -b -n 2 -i 1h"));
        assertEquals(1, camera.series.size());
    }

    @Test
    void keepsWhetherRequestsInTheBackgroundSucceeded() throws Exception {
        camera.holdsBack = true;
        console.run("camera:capture -b -n 2 -o x.jpg");
        assertFalse(background().isDone());
        camera.cancelCapture(1);
        camera.cancelCapture(2);
        assertTrue(background().get(FakeCamera.PATIENCE_SECONDS, TimeUnit.SECONDS), "a cancelled request has not failed");
        camera.holdsBack = false;
        camera.failures.put(3, "There is no folder '/nowhere'");
        console.run("camera:capture -b");
        console.run("camera:capture -b");
        assertFalse(background().get(FakeCamera.PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void saysOnceWhyRequestsInTheBackgroundFail() throws Exception {
        for (int refused = 2; refused <= 4; refused++) {
            camera.failures.put(refused, "The queue is full");
        }
        camera.failures.put(5, "The disk is full");
        console.run("camera:capture -b -n 6");
        assertFalse(background().get(FakeCamera.PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals("Request 2 and 2 others failed: The queue is full\nRequest 5 failed: The disk is full\n", console.errors());
    }

    @Test
    void saysWhatWasCancelledInTheBackground() throws Exception {
        camera.holdsBack = true;
        console.run("camera:capture -b -n 3");
        console.run("camera:cancel -r 2; camera:cancel");
        assertTrue(background().get(FakeCamera.PATIENCE_SECONDS, TimeUnit.SECONDS), "a cancelled request has not failed");
        assertEquals("Request 1 and 2 others were cancelled\n", console.errors());
    }

    @Test
    void keepsWhetherASeriesInTheBackgroundCameToItsEnd() throws Exception {
        camera.stop();
        console.run("camera:capture -b -n 2 -i 1ms");
        assertFalse(background().get(FakeCamera.PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void keepsWhetherTheImagesOfASeriesInTheBackgroundSucceeded() throws Exception {
        console.run("camera:capture -b -n 2 -i 1ms");
        assertTrue(background().get(FakeCamera.PATIENCE_SECONDS, TimeUnit.SECONDS));
        camera.failures.put(4, "There is no folder '/nowhere'");
        console.run("camera:capture -b -n 2 -i 1ms");
        assertFalse(background().get(FakeCamera.PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void failureInTheBackgroundIsReportedToTheSessionByAnyThread() throws Exception {
        camera.holdsBack = true;
        console.run("camera:capture -b -n 2");
        Thread engine = new Thread(camera::cancelCapture);
        engine.start();
        engine.join();
        assertTrue(background().get(FakeCamera.PATIENCE_SECONDS, TimeUnit.SECONDS), "a cancelled request has not failed");
        assertEquals("Request 1 and 1 other were cancelled\n", console.errors());
    }

    @SuppressWarnings("unchecked")
    private CompletableFuture<Boolean> background() {
        return ((CompletionStage<Boolean>) console.session().get(BackgroundRequests.VARIABLE)).toCompletableFuture();
    }

    @Test
    void leavesTheIntervalToTheCamera() throws Exception {
        console.run("camera:capture -n 3 -i 20ms");
        assertEquals(Duration.ofMillis(20), camera.submitted.get(0).interval());
        assertEquals(3, camera.submitted.get(0).count());
        assertEquals("", console.errors());
    }

    @Test
    void tellsThatTheIntervalWasNotHeld() throws Exception {
        camera.late = 2;
        camera.longestDelay = Duration.ofNanos(33_500_999);
        assertEquals(3, console.run("camera:capture -n 3 -i 10ms").lines().count());
        assertEquals("The interval of 10ms was not held: 2 of 3 images were late, the worst by 33.5 ms\n", console.errors());
    }

    @Test
    void failsWhenTheCameraIsStoppedBeforeTheEndOfTheSeries() throws Exception {
        camera.stop();
        var e = assertThrows(IllegalStateException.class, () -> console.run("camera:capture -n 3"));
        assertEquals("The series ended after 0 of 3 images: the camera is stopped or was removed", e.getMessage());
    }

    @Test
    void cancelsTheSeriesAsAWholeWhenInterrupted() throws Exception {
        camera.holdsBack = true;
        FutureTask<String> user = new FutureTask<>(() -> console.run("camera:capture -n 2"));
        new Thread(user, "user").start();
        camera.awaitAsked();
        // as Ctrl-C does it in Gogo and in Karaf
        console.session().foregroundJob().interrupt();
        camera.awaitSeriesCancelled();
        var e = assertThrows(ExecutionException.class, () -> user.get(FakeCamera.PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertInstanceOf(InterruptedException.class, e.getCause());
        assertEquals(List.of(1), camera.cancelled);
        assertEquals(1, camera.submitted.size());
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
        assertEquals("'x' is not of the form KEY=VALUE, such as Title=Harbour; x= leaves it out", message("camera:capture -m x"));
        assertEquals("'=x' is not of the form KEY=VALUE, such as Title=Harbour",
                assertThrows(IllegalArgumentException.class, () -> ArgumentConverter.metadata("=x")).getMessage());
        assertEquals("'zoom' is not of the form KEY=VALUE, such as exposure.compensation=-2,0,2", message("camera:capture --bracket zoom"));
        for (String option : List.of("-m", "--control", "--bracket")) {
            assertEquals("'zoom' is given twice, as '1' and '2'; leave one of them out",
                    message("camera:capture " + option + " zoom=1 " + option + " zoom=2"));
        }
        assertTrue(message("camera:capture -i 1s").endsWith("give -n 2 or more, or leave out -i"));
        assertTrue(message("camera:capture -r big").contains("'big' is not a resolution"));
    }

    private String message(String line) {
        return assertThrows(IllegalArgumentException.class, () -> console.run(line)).getMessage();
    }
}
