package org.obscura.camera.core.event;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** Finds out when an EventAdmin that goes has delivered what it was given: posts a last event, and waits for its delivery. */
record DeliveryBarrier(EventAdmin service, CountDownLatch delivered) {
    private static final String LATCH = "latch";

    /** Posts the last event. Called by the thread that posted all others, so it is delivered after them. */
    void post() {
        try {
            service.postEvent(new Event(EventDispatcher.TOPIC, Map.of(LATCH, delivered)));
        } catch (Throwable e) {
            delivered.countDown(); // too late: it has stopped
        }
    }

    /** Handles the delivery of a last event. */
    static void handleDelivery(Event event) {
        if (event.getProperty(LATCH) instanceof CountDownLatch delivered) {
            delivered.countDown();
        }
    }
}
