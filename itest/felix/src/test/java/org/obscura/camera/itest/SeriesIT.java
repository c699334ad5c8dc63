package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.Test;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CaptureSeries;
import org.obscura.camera.SeriesResult;
import org.obscura.camera.itest.support.TestPatternReading;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** Bursts and time-lapses in a real Felix, judged by the frame numbers and times that the images hold. */
@ExamReactorStrategy(PerClass.class)
public class SeriesIT extends FelixTestBase {
    private static final String CAMERA = "series";
    /** What is too fast for a machine is done again at the next; a system that leaves frames out does so at any rate. */
    private static final int[] FRAME_RATES = {30, 5, 1};
    /** Times of day are cut off to a millisecond, and the device reads the clock with two more to spare. */
    private static final long CLOCK_MILLIS = 3;

    private final List<CaptureRequest> requests = new CopyOnWriteArrayList<>();

    private CameraCapture camera(double frameRate) throws Exception {
        fixture.device("reel", "frame.rate", frameRate, "resolutions", "320x240", "service.ranking", 1);
        fixture.camera(CAMERA, "directory", folder.toString(), "queue.capacity", 16);
        fixture.awaitDevice(CAMERA, "simulated:reel");
        CameraCapture camera = fixture.capture(CAMERA);
        // everything is loaded and open
        camera.submit(CaptureOptions.defaults()).getResult().toCompletableFuture().get(60, TimeUnit.SECONDS);
        return camera;
    }

    /** Options of a series that makes up for missed images. */
    private static CaptureOptions options(int count, Duration interval) {
        return CaptureOptions.builder().count(count).interval(interval).catchUp().build();
    }

    private CaptureSeries begin(CameraCapture camera, int count, Duration interval) {
        return camera.submitSeries(CaptureOptions.builder().count(count).interval(interval).build(), requests::add);
    }

    private static SeriesResult result(CaptureSeries series) throws Exception {
        return series.getResult().toCompletableFuture().get(120, TimeUnit.SECONDS);
    }

    private List<TestPatternReading> strips() throws Exception {
        List<TestPatternReading> strips = new ArrayList<>();
        for (CaptureRequest request : requests) {
            strips.add(TestPatternReading.of(request.getResult().toCompletableFuture().join().path()));
        }
        return strips;
    }

    @Test
    public void aBurstLongerThanTheQueueHoldsOneFrameAfterTheOther() throws Exception {
        List<Long> steps = List.of();
        for (int frameRate : FRAME_RATES) {
            steps = stepsOfABurst(frameRate);
            if (usual(steps) == 1) {
                return;
            }
        }
        fail("frames left out in the usual case: " + steps);
    }

    private List<Long> stepsOfABurst(int frameRate) throws Exception {
        requests.clear();
        SeriesResult all = result(begin(camera(frameRate), 40, Duration.ZERO));
        assertEquals(new SeriesResult(40, 40, 40, 0, CaptureError.NO_ERROR, 0, Duration.ZERO, 0), all);
        List<Long> frames = strips().stream().map(TestPatternReading::frame).toList();
        List<Long> steps = IntStream.range(1, frames.size()).mapToObj(i -> frames.get(i) - frames.get(i - 1)).toList();
        System.out.println("SeriesIT: steps from frame to frame in a burst at " + frameRate + " frames a second: " + steps);
        assertTrue("a frame is in two pictures: " + frames, steps.stream().allMatch(step -> step >= 1));
        return steps;
    }

    /** A busy machine is held up for longer than a frame now and then, and the device does not wait for it. */
    private static long usual(List<Long> steps) {
        return steps.stream().sorted().skip(steps.size() / 2).findFirst().orElseThrow();
    }

    @Test
    public void aTimeLapseDoesNotDrift() throws Exception {
        int interval = 50;
        CompletableFuture<Long> firstDone = new CompletableFuture<>();
        SeriesResult all = result(
                camera(0).submitSeries(options(40, Duration.ofMillis(interval)), request -> {
                    requests.add(request);
                    request.getResult().thenRun(() -> firstDone.complete(System.currentTimeMillis()));
                }));
        System.out.println("SeriesIT: 40 pictures, one every 50 ms: " + all);
        assertEquals(40, all.taken());
        List<TestPatternReading> strips = strips();
        for (int i = 0; i < strips.size(); i++) {
            long due = (long) i * interval;
            long exposed = strips.get(i).exposedMillis();
            // the schedule allows for what the first exposure took, which may be more than a later one takes
            assertTrue("picture " + i + " was exposed too early: " + strips,
                    exposed >= strips.get(0).exposedMillis() + due - interval / 2 - CLOCK_MILLIS);
            assertTrue("picture " + i + " was exposed later than " + all + " tells: " + strips,
                    exposed <= firstDone.join() + due + all.longestDelay().toMillis() + CLOCK_MILLIS);
        }
    }

    @Test
    public void anIntervalThatIsShorterThanThatOfTheDeviceIsTold() throws Exception {
        SeriesResult all = result(camera(20).submitSeries(options(30, Duration.ofMillis(10)), requests::add));
        System.out.println("SeriesIT: 30 pictures, one every 10 ms, of a device that gives one every 50: " + all);
        assertEquals(30, all.taken());
        // each is 40 ms more behind than the one before it, less what the first one took from the device to the engine
        assertTrue(all.toString(), all.late() >= 15 && all.longestDelay().toMillis() >= 15 * 40);
    }

    @Test
    public void aSeriesThatIsTooFastForTheDeviceKeepsItsCount() throws Exception {
        SeriesResult all = result(begin(camera(20), 30, Duration.ofMillis(10)));
        assertEquals(all.toString(), 30, all.taken());
        assertEquals(all.toString(), 0, all.skipped());
        assertTrue(all.toString(), all.late() > 0);
    }
}
