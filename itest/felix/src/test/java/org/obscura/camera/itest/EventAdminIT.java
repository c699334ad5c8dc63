package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.obscura.camera.CameraCapture;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;

/** The EventAdmin is replaced while images are taken: events of the meantime arrive later, in order, each once. */
@ExamReactorStrategy(PerClass.class)
public class EventAdminIT extends FelixTestBase {
    private static final String CAMERA = "held";

    private ListenerLog listener;
    private CameraCapture capture;
    private Bundle eventAdmin;

    @Before
    public void setUp() throws Exception {
        eventAdmin = fixture.bundle(FrameworkFixture.EVENT_ADMIN);
        fixture.device("first", "frame.rate", 50, "resolutions", "320x240");
        fixture.camera(CAMERA);
        fixture.awaitDevice(CAMERA, "simulated:first");
        capture = fixture.capture(CAMERA);
        listener = new ListenerLog(context);
    }

    @After
    public void tearDown() throws Exception {
        listener.close();
    }

    private List<RecordedEvent> events() {
        return eventLog.all(event -> true).stream().map(RecordedEvent::of).filter(Objects::nonNull)
                .map(recorded -> new RecordedEvent(recorded.camera(), 0, recorded.request(), recorded.kind(), recorded.detail())).toList();
    }

    @Test
    public void whatIsRaisedWithoutAnEventAdminIsToldInOrderWhenItIsBack() throws Exception {
        eventAdmin.stop();
        Burst burst = new Burst(CAMERA).fire(capture, 20, folder);
        assertEquals("results do not wait for an EventAdmin", 0, burst.awaitEnds().size());
        listener.await(burst.ofKind(RecordedEvent.SAVED), 20);
        assertEquals(List.of(), events());
        eventAdmin.start();
        burst.assertAllSavedInOrder(eventLog);
        assertEquals(listener.all(recorded -> true), events());
    }

    @Test
    public void nothingIsLostOrToldTwiceWhenItIsRestartedAgainAndAgainUnderABurst() throws Exception {
        Burst burst = new Burst(CAMERA).fire(capture, 120, folder);
        Predicate<RecordedEvent> saved = burst.ofKind(RecordedEvent.SAVED);
        for (int i = 1; i <= 10; i++) {
            listener.await(saved, 10 * i);
            eventAdmin.stop();
            listener.await(saved, 10 * i + 4);
            eventAdmin.start();
        }
        burst.awaitEnds();
        listener.await(saved, 120);
        List<RecordedEvent> expected = listener.all(recorded -> true);
        eventLog.await(event -> RecordedEvent.of(event) != null
                && RecordedEvent.of(event).equals(new RecordedEvent(CAMERA, RecordedEvent.of(event).service(),
                        expected.get(expected.size() - 1).request(), RecordedEvent.SAVED, expected.get(expected.size() - 1).detail())),
                1);
        List<RecordedEvent> events = events();
        System.out.println(
                "EventAdmin restarted 10 times under " + expected.size() + " events: " + (expected.size() - events.size()) + " lost");
        assertEquals(expected, events);
    }
}
