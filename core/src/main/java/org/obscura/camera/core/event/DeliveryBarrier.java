package org.obscura.camera.core.event;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** An EventAdmin that goes: the latch opens once it has delivered what it was given. */
record DeliveryBarrier(EventAdmin service, CountDownLatch delivered) {
    private static final String MARK = "mark";

    /** Posted by the thread that posted everything else, so it comes last. */
    void mark() {
        try {
            service.postEvent(new Event(EventDispatcher.TOPIC, Map.of(MARK, delivered)));
        } catch (RuntimeException | Error e) {
            delivered.countDown(); // too late: it has stopped
        }
    }

    /** A mark has come back. */
    static void isBack(Event mark) {
        if (mark.getProperty(MARK) instanceof CountDownLatch delivered) {
            delivered.countDown();
        }
    }
}
