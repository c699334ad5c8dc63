package org.obscura.camera.core.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.core.logging.EngineLog;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventHandler;

/**
 * Dispatches events in order: queues the calls of listeners, and posts the events to the EventAdmin on one thread, since an EventAdmin
 * keeps the order only of what one thread posts. Events are held (bounded) while there is no EventAdmin; listeners and results do not wait
 * for it. An EventAdmin does not get events of topics without a handler, and the thread is not woken for them.
 */
public final class EventDispatcher implements EventHandler, AutoCloseable {
    /** The topic on which the dispatcher must be registered as an EventHandler: see {@link DeliveryBarrier}. */
    public static final String TOPIC = "org/obscura/camera/core/EventDispatcher/POSTED";

    private static final int MAX_HELD = 10_000;
    private static final int DELIVERY_MILLIS = 2_000;
    /** How long closing waits at most, while events are still dispatched. */
    private static final int CLOSE_SECONDS = 30;

    private final EngineLog log;
    private final Executor executor;
    private final Duration settle;
    private final Predicate<String> isHandled;
    private final List<ListenerQueue> listeners = new CopyOnWriteArrayList<>();
    /** What the thread has to post. */
    @GuardedBy("this")
    private final Deque<CameraEvent> queue = new ArrayDeque<>();
    /** Whether the thread is posting. */
    @GuardedBy("this")
    private boolean posting;
    private final Deque<Event> held = new ArrayDeque<>();
    @GuardedBy("this")
    private final Deque<DeliveryBarrier> barriers = new ArrayDeque<>();
    private final CountDownLatch allDelivered = new CountDownLatch(1);
    private final Thread thread;
    @GuardedBy("this")
    private @Nullable EventAdmin eventAdmin;
    @GuardedBy("this")
    private boolean eventAdminChanged;
    private long settledAt = System.nanoTime();
    @GuardedBy("this")
    private boolean closed;
    @GuardedBy("this")
    private boolean ended;
    private long dropped;

    /**
     * Starts the thread.
     *
     * @param executor runs the calls of listeners
     * @param settle how long a new EventAdmin gets no events
     * @param isHandled returns whether a topic has a handler; called by several threads, and must not block
     */
    public EventDispatcher(Executor executor, Duration settle, Predicate<String> isHandled, EngineLog log) {
        this.executor = executor;
        this.settle = settle;
        this.isHandled = isHandled;
        this.log = log;
        thread = new Thread(null, this::run, "obscura-events", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.start();
    }

    /** Takes events over; never blocks. */
    public void post(List<CameraEvent> events) {
        synchronized (this) {
            if (!ended) {
                listeners.forEach(listener -> listener.post(events));
                if (posting || !queue.isEmpty() || isForEventAdmin(events)) {
                    queue.addAll(events);
                    notifyAll();
                    return;
                }
            }
        }
        runAfter(events); // nothing is to be posted before it, or the thread has ended: a result is always completed
    }

    /** Returns whether an EventAdmin gets one of the events. Without one its handlers may be on their way, too. */
    @GuardedBy("this")
    private boolean isForEventAdmin(List<CameraEvent> events) {
        boolean present = eventAdmin != null && isSettled();
        for (CameraEvent event : events) {
            if (event.topic() != null && (!present || isHandled.test(event.topic()))) {
                return true;
            }
        }
        return false;
    }

    private static void runAfter(List<CameraEvent> events) {
        for (CameraEvent event : events) {
            if (event.after() != null) {
                event.after().run();
            }
        }
    }

    /**
     * Sets the EventAdmin; null: none for now. A new one gets no events for a while: Felix's drops what it is given at the moment when its
     * configuration arrives, shortly after its registration.
     */
    public synchronized void setEventAdmin(@Nullable EventAdmin service) {
        eventAdmin = service;
        eventAdminChanged = true;
        settledAt = System.nanoTime() + settle.toNanos();
        notifyAll();
    }

    /** Returns how long until the new EventAdmin may be used; 0 if there is no new one. */
    @GuardedBy("this")
    private long millisUntilSettled() {
        boolean isNew = eventAdminChanged && eventAdmin != null;
        return isNew ? Math.max(0, TimeUnit.NANOSECONDS.toMillis(settledAt - System.nanoTime())) + 1 : 0;
    }

    @GuardedBy("this")
    private boolean isSettled() {
        return closed || System.nanoTime() - settledAt >= 0;
    }

    /**
     * Removes an EventAdmin. It has not stopped yet, but loses what it has not delivered when it does: waits a while for the delivery.
     * Events posted meanwhile are held for the next EventAdmin.
     */
    public void removeEventAdmin(EventAdmin service) {
        DeliveryBarrier barrier = new DeliveryBarrier(service, new CountDownLatch(1));
        synchronized (this) {
            if (eventAdmin == service) {
                eventAdmin = null;
            }
            if (closed) {
                return;
            }
            barriers.add(barrier);
            notifyAll();
        }
        try {
            if (!barrier.delivered().await(DELIVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                log.warn("The EventAdmin stops and did not deliver its events within {} ms; it may lose some",
                        DELIVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Learns that an EventAdmin has delivered everything that was posted before this event. */
    @Override
    public void handleEvent(Event event) {
        DeliveryBarrier.handleDelivery(event);
    }

    /** Adds a listener, for one camera or, with null, for all; or changes the camera of a listener. */
    public synchronized void addListener(CaptureListener listener, @Nullable String cameraId) {
        for (ListenerQueue queued : listeners) {
            if (queued.isOf(listener)) {
                queued.setCamera(cameraId);
                return;
            }
        }
        listeners.add(new ListenerQueue(listener, cameraId, executor, log));
    }

    /** Removes a listener: nothing more is delivered to it. */
    public void removeListener(CaptureListener listener) {
        for (ListenerQueue queued : listeners) {
            if (queued.isOf(listener) && listeners.remove(queued)) {
                queued.close();
                return;
            }
        }
    }

    private void run() {
        dispatchAll();
        EventAdmin last;
        synchronized (this) {
            last = eventAdmin;
        }
        if (last == null) {
            allDelivered.countDown();
        } else {
            new DeliveryBarrier(last, allDelivered).post();
        }
    }

    private void dispatchAll() {
        while (true) {
            CameraEvent event;
            EventAdmin target;
            DeliveryBarrier barrier;
            EventAdmin flush;
            synchronized (this) {
                posting = false;
                while (queue.isEmpty() && barriers.isEmpty() && !closed
                        && !(eventAdminChanged && eventAdmin != null && isSettled())) {
                    try {
                        wait(millisUntilSettled());
                    } catch (InterruptedException e) {
                        log.warn("The thread that dispatches events was interrupted and goes on");
                    }
                }
                barrier = barriers.poll();
                event = barrier == null ? queue.poll() : null;
                posting = true;
                target = isSettled() ? eventAdmin : null;
                flush = eventAdminChanged ? target : null;
                eventAdminChanged &= flush == null;
                if (barrier == null && event == null && closed && flush == null || ended) {
                    ended = true;
                    return;
                }
            }
            try {
                if (barrier != null) {
                    barrier.post();
                }
                if (flush != null) {
                    flushTo(flush);
                }
                if (event != null) {
                    postOrHold(event, target);
                }
            } catch (Throwable e) {
                log.error("An event was not dispatched to all", e); // the next one must be
            }
        }
    }

    private void postOrHold(CameraEvent cameraEvent, @Nullable EventAdmin target) {
        try {
            // without an EventAdmin its handlers may be on their way, too
            if (cameraEvent.topic() != null && (target == null || isHandled.test(cameraEvent.topic()))) {
                Event event = new Event(cameraEvent.topic(), cameraEvent.properties().get());
                if (target != null) {
                    flushTo(target);
                }
                if (target == null || !held.isEmpty() || !post(target, event)) {
                    hold(event);
                }
            }
        } finally {
            runAfter(List.of(cameraEvent));
        }
    }

    private void hold(Event event) {
        if (held.size() >= MAX_HELD) {
            held.removeFirst();
            dropped++;
        }
        held.addLast(event);
    }

    private void flushTo(EventAdmin target) {
        if (dropped > 0) {
            log.warn("{} events were dropped while there was no EventAdmin; {} are kept", dropped, held.size());
            dropped = 0;
        }
        while (!held.isEmpty() && post(target, held.peekFirst())) {
            held.removeFirst();
        }
    }

    private boolean post(EventAdmin target, Event event) {
        try {
            target.postEvent(event);
            return true;
        } catch (IllegalStateException e) {
            return false; // the EventAdmin is stopping; the next one gets the event
        } catch (Throwable e) {
            log.warn("The EventAdmin refused an event of topic {}", event.getTopic(), e);
            return true;
        }
    }

    private synchronized int undispatched() {
        return queue.size();
    }

    /**
     * Dispatches what is left, ends the thread, and lets the EventAdmin deliver: it may be the next to stop. Waits for the thread as long
     * as it makes progress, since each request must end on a slow machine too.
     */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            int idle = 0; // twice in a row: once may be a machine that stood still
            for (int i = 0; i < CLOSE_SECONDS && idle < 2 && thread.isAlive(); i++) {
                int before = undispatched();
                thread.join(1_000);
                idle = undispatched() < before ? 0 : idle + 1;
            }
            if (!thread.isAlive()) {
                allDelivered.await(DELIVERY_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<CameraEvent> left;
        synchronized (this) { // an EventAdmin that does not return: no more events, but results are completed
            ended = true;
            left = List.copyOf(queue);
            queue.clear();
        }
        runAfter(left);
    }
}
