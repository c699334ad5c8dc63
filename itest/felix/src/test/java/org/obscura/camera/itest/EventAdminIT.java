package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraEvents;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

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

    @Test
    public void eventAdminGetsEventsOfTopicsThatHaveAHandlerAlone() throws Exception {
        ServiceReference<EventAdmin> real = context.getServiceReference(EventAdmin.class);
        ForwardingEventAdmin forwarding = new ForwardingEventAdmin(context.getService(real));
        ServiceRegistration<EventAdmin> registration = context.registerService(EventAdmin.class, forwarding,
                new Hashtable<>(Map.of(Constants.SERVICE_RANKING, 1_000)));
        try {
            new Burst(CAMERA).fire(capture, 1, folder).awaitEnds();
            awaitSaved(1); // what was held while the EventAdmin was new has arrived
            assertTrue(forwarding.images().toString(), forwarding.images().contains(CameraEvents.TOPIC_IMAGE_EXPOSED));
            forwarding.topics().clear();
            eventLog.setTopics(CameraEvents.TOPIC_IMAGE_SAVED);
            new Burst(CAMERA).fire(capture, 2, folder).awaitEnds();
            awaitSaved(3);
            assertEquals(List.of(CameraEvents.TOPIC_IMAGE_SAVED, CameraEvents.TOPIC_IMAGE_SAVED), forwarding.images());
            eventLog.setTopics(CameraEvents.TOPIC_ALL_CAPTURE);
            new Burst(CAMERA).fire(capture, 1, folder).awaitEnds();
            awaitSaved(4);
            assertTrue(forwarding.images().toString(), forwarding.images().contains(CameraEvents.TOPIC_IMAGE_EXPOSED));
        } finally {
            registration.unregister();
            context.ungetService(real);
        }
    }

    private void awaitSaved(int images) throws InterruptedException {
        eventLog.await(event -> event.getTopic().equals(CameraEvents.TOPIC_IMAGE_SAVED), images);
    }

    /** Records topics, and hands all events on. */
    private record ForwardingEventAdmin(EventAdmin target, List<String> topics) implements EventAdmin {
        ForwardingEventAdmin(EventAdmin target) {
            this(target, new CopyOnWriteArrayList<>());
        }

        /** The topics of single images; properties of the camera change at any time. */
        List<String> images() {
            return topics.stream().filter(topic -> topic.contains("/IMAGE_")).toList();
        }

        @Override
        public void postEvent(Event event) {
            topics.add(event.getTopic());
            target.postEvent(event);
        }

        @Override
        public void sendEvent(Event event) {
            throw new AssertionError(event);
        }
    }
}
