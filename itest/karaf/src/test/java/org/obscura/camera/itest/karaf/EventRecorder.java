package org.obscura.camera.itest.karaf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/**
 * The signals of the cameras as they come from the EventAdmin. By their names alone: a test that used a class of the API would be
 * stopped with it when the API is refreshed.
 */
final class EventRecorder implements EventHandler, AutoCloseable {
    private static final String TOPIC = "org/obscura/camera/CameraCapture/";
    private static final List<String> ENDS = List.of("IMAGE_SAVED", "IMAGE_AVAILABLE", "CAPTURE_FAILED");

    /** A signal of a request; the text is the device, the path or what went wrong. */
    record Signal(String name, int request, String text) {
    }

    private final List<Signal> signals = new ArrayList<>();
    private final ServiceRegistration<EventHandler> registration;

    EventRecorder(BundleContext context) {
        registration = context.registerService(EventHandler.class, this,
                new Hashtable<>(Map.of(EventConstants.EVENT_TOPIC, new String[] {TOPIC + "*"})));
    }

    @Override
    public synchronized void handleEvent(Event event) {
        if (event.getProperty("request.id") instanceof Integer request) {
            String name = event.getTopic().substring(TOPIC.length());
            Object text = switch (name) {
                case "IMAGE_EXPOSED" -> event.getProperty("camera.device.id");
                case "IMAGE_SAVED" -> event.getProperty("path");
                case "CAPTURE_FAILED" -> event.getProperty("error") + " " + event.getProperty("message");
                default -> "";
            };
            signals.add(new Signal(name, request, String.valueOf(text)));
            notifyAll();
        }
    }

    synchronized List<Signal> all(String name) {
        return signals.stream().filter(signal -> signal.name().equals(name)).toList();
    }

    synchronized List<Signal> ends() {
        return signals.stream().filter(signal -> ENDS.contains(signal.name())).toList();
    }

    synchronized void awaitExposed(String device, int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Patience.SECONDS);
        while (all("IMAGE_EXPOSED").stream().filter(signal -> signal.text().startsWith(device)).count() < count) {
            waitUntil(end);
        }
    }

    /** The ends of these requests, once each has one. */
    synchronized List<Signal> awaitEnds(Collection<Integer> requests) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Patience.SECONDS);
        while (!ends().stream().map(Signal::request).toList().containsAll(requests)) {
            waitUntil(end);
        }
        return ends();
    }

    private void waitUntil(long end) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new AssertionError("It did not come within " + Patience.SECONDS + " s; there were " + signals);
        }
        wait(left);
    }

    @Override
    public void close() {
        registration.unregister();
    }
}
