package org.obscura.camera.core.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.obscura.camera.CaptureListener;
import org.obscura.camera.core.logging.EngineLog;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventHandler;

/**
 * Tells the world, in order. One thread posts everything, because an EventAdmin keeps the order only of what one thread posts. While
 * there is no EventAdmin events are held, up to a bound; listeners and results do not wait for it. Listeners come first: to hand them
 * something takes a tenth of the time that an EventAdmin needs.
 */
public final class EventDispatcher implements EventHandler, AutoCloseable {
    /** The topic on which the dispatcher must be registered as a handler: it tells itself how far an EventAdmin has come. */
    public static final String TOPIC = "org/obscura/camera/core/Announcer/POSTED";

    private static final int HELD = 10_000;
    private static final int PATIENCE_MILLIS = 2_000;
    /** How many seconds the end waits at most, if something is told meanwhile. */
    private static final int END_SECONDS = 30;

    private final EngineLog log;
    private final Executor executor;
    private final Duration settle;
    private final List<ListenerQueue> listeners = new CopyOnWriteArrayList<>();
    /** What nobody knows yet. */
    private final Deque<CameraEvent> queue = new ArrayDeque<>();
    /** What listeners have been told, and an EventAdmin has not. */
    private final Deque<CameraEvent> toPost = new ArrayDeque<>();
    private final Deque<Event> held = new ArrayDeque<>();
    private final Deque<DeliveryBarrier> barriers = new ArrayDeque<>();
    private final CountDownLatch allDelivered = new CountDownLatch(1);
    private final Thread thread;
    private EventAdmin eventAdmin;
    private boolean eventAdminChanged;
    private long settledAt = System.nanoTime();
    private boolean closed;
    private boolean ended;
    private long dropped;

    /** Starts the thread; the executor runs what listeners do, and a new EventAdmin is left alone as long as it says. */
    public EventDispatcher(Executor executor, Duration settle, EngineLog log) {
        this.executor = executor;
        this.settle = settle;
        this.log = log;
        thread = new Thread(null, this::run, "obscura-dispatcher", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.start();
    }

    /** Takes signals over; never blocks. */
    public void post(List<CameraEvent> signals) {
        synchronized (this) {
            if (!ended) {
                queue.addAll(signals);
                notifyAll();
                return;
            }
        }
        runAfter(signals); // nobody is there to be told, but a result is always completed
    }

    private static void runAfter(List<CameraEvent> signals) {
        for (CameraEvent signal : signals) {
            if (signal.after() != null) {
                signal.after().run();
            }
        }
    }

    /**
     * Sets where events go; null: nowhere for now. A new one gets none for a while: Felix's drops what it is given in the moment in which
     * its configuration reaches it, which is shortly after it was registered.
     */
    public synchronized void setEventAdmin(EventAdmin service) {
        eventAdmin = service;
        eventAdminChanged = true;
        settledAt = System.nanoTime() + settle.toNanos();
        notifyAll();
    }

    /** How long until the new EventAdmin may be used; 0 if there is none that is new. */
    private long millisUntilSettled() {
        boolean isNew = eventAdminChanged && eventAdmin != null;
        return isNew ? Math.max(0, TimeUnit.NANOSECONDS.toMillis(settledAt - System.nanoTime())) + 1 : 0;
    }

    private boolean isSettled() {
        return closed || System.nanoTime() - settledAt >= 0;
    }

    /**
     * Takes an EventAdmin away. It has not stopped yet, but when it does it forgets what it has not delivered: waits for that, a while.
     * What comes up meanwhile is held for the next one.
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
            if (!barrier.delivered().await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                log.warn("The EventAdmin goes and has not delivered all that it was given within {} ms; it may lose events",
                        PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The EventAdmin has delivered all that was posted before this. */
    @Override
    public void handleEvent(Event event) {
        DeliveryBarrier.isBack(event);
    }

    /** Adds a listener, for one camera or, with null, for all. */
    public void addListener(CaptureListener listener, String cameraId) {
        listeners.add(new ListenerQueue(listener, cameraId, executor, log));
    }

    /** Removes a listener: nothing more is delivered to it. */
    public void removeListener(CaptureListener listener) {
        for (ListenerQueue listenerQueue : listeners) {
            if (listenerQueue.isOf(listener) && listeners.remove(listenerQueue)) {
                listenerQueue.close();
                return;
            }
        }
    }

    private void run() {
        announceAll();
        EventAdmin last;
        synchronized (this) {
            last = eventAdmin;
        }
        if (last == null) {
            allDelivered.countDown();
        } else {
            new DeliveryBarrier(last, allDelivered).mark();
        }
    }

    private void announceAll() {
        while (true) {
            List<CameraEvent> fresh;
            CameraEvent signal;
            EventAdmin target;
            DeliveryBarrier barrier;
            boolean flush;
            synchronized (this) {
                while (queue.isEmpty() && toPost.isEmpty() && barriers.isEmpty() && !closed
                        && !(eventAdminChanged && eventAdmin != null && isSettled())) {
                    try {
                        wait(millisUntilSettled());
                    } catch (InterruptedException e) {
                        log.warn("The dispatcher was interrupted by a stranger and goes on");
                    }
                }
                fresh = List.copyOf(queue);
                toPost.addAll(queue);
                queue.clear();
                barrier = barriers.poll();
                signal = barrier == null ? toPost.poll() : null;
                target = isSettled() ? eventAdmin : null;
                flush = eventAdminChanged && target != null;
                eventAdminChanged &= !flush;
                if (barrier == null && signal == null && closed && !flush || ended) {
                    ended = true;
                    return;
                }
            }
            try {
                fresh.forEach(this::tellListeners);
                if (barrier != null) {
                    barrier.mark();
                }
                if (flush) {
                    flushTo(target);
                }
                if (signal != null) {
                    announce(signal, target);
                }
            } catch (RuntimeException | Error e) {
                log.error("A signal was not announced to all", e); // the next one must be
            }
        }
    }

    private void tellListeners(CameraEvent signal) {
        if (signal.topic() != null) {
            listeners.forEach(listenerQueue -> listenerQueue.post(signal));
        }
    }

    private void announce(CameraEvent signal, EventAdmin target) {
        try {
            if (signal.topic() != null) {
                Event event = new Event(signal.topic(), signal.properties());
                if (target != null) {
                    flushTo(target);
                }
                if (target == null || !held.isEmpty() || !post(target, event)) {
                    hold(event);
                }
            }
        } finally {
            runAfter(List.of(signal));
        }
    }

    private void hold(Event event) {
        if (held.size() >= HELD) {
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
        } catch (RuntimeException | Error e) {
            log.warn("The EventAdmin refused an event of topic {}", event.getTopic(), e);
            return true;
        }
    }

    private synchronized int untold() {
        return queue.size() + toPost.size();
    }

    /**
     * Announces what is left, ends the thread, and lets the EventAdmin deliver: it may be the next to stop. Waits for the thread as long as
     * it gets on, since a slow machine is no reason to leave a request without its end.
     */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            int idle = 0; // twice in a row: once may be a machine that stood still
            for (int i = 0; i < END_SECONDS && idle < 2 && thread.isAlive(); i++) {
                int before = untold();
                thread.join(1_000);
                idle = untold() < before ? 0 : idle + 1;
            }
            if (!thread.isAlive()) {
                allDelivered.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<CameraEvent> left;
        synchronized (this) { // an EventAdmin that does not return: nobody is told any more, but results are completed
            ended = true;
            toPost.addAll(queue);
            queue.clear();
            left = List.copyOf(toPost);
            toPost.clear();
        }
        runAfter(left);
    }
}
