package org.obscura.camera.itest;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.obscura.camera.CameraEvents;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** Records every event of the cameras as it comes from the EventAdmin. */
final class EventLog implements EventHandler, AutoCloseable {

    private final List<Event> events = new ArrayList<>();
    private final ServiceRegistration<EventHandler> registration;

    EventLog(BundleContext context) {
        registration = context.registerService(EventHandler.class, this,
                properties(CameraEvents.TOPIC_ALL_CAPTURE, CameraEvents.TOPIC_ALL_CAMERA));
    }

    private static Dictionary<String, Object> properties(String... topics) {
        return new Hashtable<>(Map.of(EventConstants.EVENT_TOPIC, topics));
    }

    void setTopics(String... topics) {
        registration.setProperties(properties(topics));
    }

    @Override
    public synchronized void handleEvent(Event event) {
        events.add(event);
        notifyAll();
    }

    synchronized List<Event> all(Predicate<Event> which) {
        return events.stream().filter(which).toList();
    }

    static Predicate<Event> of(String topic, int request) {
        return event -> event.getTopic().equals(topic) && Integer.valueOf(request).equals(event.getProperty(CameraEvents.REQUEST_ID));
    }

    static Predicate<Event> end() {
        return event -> List.of(CameraEvents.TOPIC_IMAGE_SAVED, CameraEvents.TOPIC_IMAGE_AVAILABLE, CameraEvents.TOPIC_CAPTURE_FAILED)
                .contains(event.getTopic());
    }

    /** Waits until that many events fit. */
    synchronized List<Event> await(Predicate<Event> which, int count) throws InterruptedException {
        long end = System.nanoTime() + Patience.NANOS;
        while (true) {
            List<Event> found = all(which);
            if (found.size() >= count) {
                return found;
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError(found.size() + " of " + count + " events within " + Patience.SECONDS + " s; there were "
                        + events.stream().map(event -> event.getTopic() + " " + event.getProperty(CameraEvents.REQUEST_ID)).toList());
            }
            wait(left);
        }
    }

    Event await(String topic, int request) throws InterruptedException {
        return await(of(topic, request), 1).get(0);
    }

    @Override
    public void close() {
        registration.unregister();
    }
}
