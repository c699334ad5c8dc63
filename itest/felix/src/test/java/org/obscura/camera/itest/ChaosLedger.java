package org.obscura.camera.itest;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.obscura.camera.CaptureError;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CaptureRequest;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** The requests that were made and the events that arrived through the EventAdmin and a listener, and what is wrong between them. */
final class ChaosLedger implements EventHandler, AutoCloseable {
    private static final int SHOWN = 12;
    /** How long before and after an EventAdmin was away an event may be on its way through it. */
    private static final long ON_ITS_WAY_MILLIS = 1_000;
    private static final String WHOLE = "(EXPOSED CAPTURED (METADATA )+(SAVED|AVAILABLE)|(EXPOSED CAPTURED )?FAILED)";
    private static final String WITH_GAPS = "(EXPOSED ?)?(CAPTURED ?)?(METADATA ?)*(SAVED|AVAILABLE|FAILED)?";

    private final ServiceRegistration<EventHandler> registration;
    private final ListenerLog listener;
    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final Queue<RecordedEvent> events = new ConcurrentLinkedQueue<>();
    /** Where in the listener's log each life of the core begins, and which services it had. */
    private final List<Integer> lives = new ArrayList<>(List.of(0));
    private final Map<Long, Integer> lifeOfService = new ConcurrentHashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final Map<Key, Long> endedMillis = new ConcurrentHashMap<>();
    /** When an EventAdmin was away or new, from and to. */
    private final List<long[]> newEventAdmins = new ArrayList<>();
    private final Set<Key> droppedByEventAdmin = new HashSet<>();
    private int lost;
    private int duplicated;

    /** A request, with its controls, or null. The object itself is not kept: it would keep the core that made it. */
    record Entry(Key key, long madeMillis, String location, Kind kind, String thread, ControlReading controls) {
    }

    /** The kind of a request. */
    enum Kind {
        NAMED, GENERATED, MEMORY, MISSING_FOLDER, URL, UNKNOWN_SUFFIX, UNSUPPORTED_SIZE, FULL_DISK;

        boolean isBad() {
            return this == MISSING_FOLDER || this == URL || this == UNKNOWN_SUFFIX || this == UNSUPPORTED_SIZE;
        }
    }

    /** Identifies a request: ids restart with each service. */
    record Key(String camera, long service, int request) {
    }

    ChaosLedger(BundleContext context) {
        listener = new ListenerLog(context);
        registration = context.registerService(EventHandler.class, this, new Hashtable<>(Map.of(EventConstants.EVENT_TOPIC,
                CameraEvents.TOPIC_ALL_CAPTURE)));
    }

    @Override
    public void handleEvent(Event event) {
        RecordedEvent recorded = RecordedEvent.of(event);
        if (recorded != null) {
            events.add(recorded);
        }
    }

    /** Notes a request, and its result once it has one. */
    void follow(Entry entry, CaptureRequest request, Map<Key, String> results) {
        entries.add(entry);
        Key key = entry.key();
        request.getResult().whenComplete((image, failure) -> {
            String result = failure == null ? image.path() == null ? RecordedEvent.AVAILABLE : RecordedEvent.SAVED + " " + image.path()
                    : failure instanceof CaptureException e
                            ? (e.getMessage().endsWith(" was removed") ? "ALONE " : "") + e.getError() + " "
                                    + e.getMessage()
                    : "UNEXPECTED " + failure;
            endedMillis.put(key, System.currentTimeMillis());
            if (results.put(key, result) != null) {
                complain("Two results: " + key + " " + result);
            }
        });
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** A core is about to stop: these were its services. */
    synchronized void servicesBeforeStop(List<Long> services) {
        services.forEach(service -> lifeOfService.putIfAbsent(service, lives.size() - 1));
    }

    /** Notes that core has stopped: later events of a listener come from the next one. */
    synchronized void stopped() {
        lives.add(listener.all(recorded -> true).size());
    }

    /**
     * An EventAdmin was stopped, started and configured. Felix's closes and opens its list of handlers again when its configuration, or the
     * word that there is none, reaches it a moment later; what is posted in between is dropped. No one who posts can know of it, so events
     * that are missing then are counted apart. A listener misses none.
     */
    synchronized void eventAdminRestarted(long fromMillis, long toMillis) {
        newEventAdmins.add(new long[] {fromMillis - ON_ITS_WAY_MILLIS, toMillis + ON_ITS_WAY_MILLIS});
    }

    private synchronized boolean mayBeDropped(Entry entry) {
        long ended = endedMillis.getOrDefault(entry.key(), Long.MAX_VALUE);
        return newEventAdmins.stream().anyMatch(time -> ended >= time[0] && entry.madeMillis() <= time[1]);
    }

    int droppedByEventAdmin() {
        return droppedByEventAdmin.size();
    }

    long endsByEvent() {
        return events.stream().filter(RecordedEvent::isEnd).count();
    }

    /** Compares; called when every result is complete and the EventAdmin has nothing more to deliver. */
    void check(Map<Key, String> results) {
        Map<Key, List<RecordedEvent>> byEvent = group(events,
                recorded -> new Key(recorded.camera(), recorded.service(), recorded.request()));
        Map<Key, List<RecordedEvent>> byListener = heard();
        for (Entry entry : entries) {
            String result = results.get(entry.key());
            if (result == null) {
                lost++;
                complain("No result: " + entry);
                continue;
            }
            if (result.startsWith("ALONE ")) {
                continue; // the service was unregistered: only the request reports its end
            }
            checkOne("event", entry, byEvent.get(entry.key()), result);
            checkOne("listener", entry, byListener.get(entry.key()), result);
        }
        Map<Key, Entry> known = new HashMap<>();
        for (Entry entry : entries) {
            if (known.put(entry.key(), entry) != null) {
                duplicated++;
                complain("The id was given twice: " + entry);
            }
        }
        byEvent.keySet().stream().filter(key -> !known.containsKey(key))
                .forEach(key -> complain("Event of an unknown request: " + key));
        checkOrder(group(events, recorded -> recorded.camera() + "/" + recorded.service()));
        checkIdsAscend();
    }

    private synchronized Map<Key, List<RecordedEvent>> heard() {
        Map<Key, List<RecordedEvent>> all = new HashMap<>();
        Map<String, Long> services = new HashMap<>();
        for (Entry entry : entries) {
            services.put(entry.key().camera() + " " + lifeOfService.getOrDefault(entry.key().service(), lives.size() - 1),
                    entry.key().service());
        }
        List<RecordedEvent> log = listener.all(recorded -> true);
        int life = 0;
        for (int i = 0; i < log.size(); i++) {
            while (life + 1 < lives.size() && i >= lives.get(life + 1)) {
                life++;
            }
            RecordedEvent recorded = log.get(i);
            Key key = new Key(recorded.camera(), services.getOrDefault(recorded.camera() + " " + life, -1L), recorded.request());
            all.computeIfAbsent(key, k -> new ArrayList<>()).add(recorded);
        }
        return all;
    }

    private static <K> Map<K, List<RecordedEvent>> group(Iterable<RecordedEvent> recordedEvents, Function<RecordedEvent, K> by) {
        Map<K, List<RecordedEvent>> all = new LinkedHashMap<>();
        recordedEvents.forEach(recorded -> all.computeIfAbsent(by.apply(recorded), k -> new ArrayList<>()).add(recorded));
        return all;
    }

    private void checkOne(String way, Entry entry, List<RecordedEvent> recorded, String result) {
        List<RecordedEvent> recordedEvents = recorded == null ? List.of() : recorded;
        long ends = recordedEvents.stream().filter(RecordedEvent::isEnd).count();
        if (way.equals("event") && mayBeDropped(entry) && !kinds(recordedEvents).matches(WHOLE)
                && kinds(recordedEvents).matches(WITH_GAPS)) {
            droppedByEventAdmin.add(entry.key());
        } else if (ends == 0) {
            lost++;
            complain("No end by " + way + ", though the result is " + result + ": " + entry + " " + kinds(recordedEvents));
        } else if (ends > 1) {
            duplicated++;
            complain(ends + " ends by " + way + ": " + entry + " " + kinds(recordedEvents));
        } else if (!kinds(recordedEvents).matches(WHOLE)) {
            complain("Events out of order by " + way + ": " + entry + " " + kinds(recordedEvents));
        } else {
            RecordedEvent end = recordedEvents.get(recordedEvents.size() - 1);
            String expected = end.kind().equals(RecordedEvent.FAILED) ? end.detail() : end.kind();
            if (!result.startsWith(expected)) {
                complain("The " + way + " says " + expected + ", the result " + result + ": " + entry);
            }
        }
    }

    private static String kinds(List<RecordedEvent> recordedEvents) {
        return recordedEvents.stream().map(recorded -> recorded.kind().replaceAll("IMAGE_|CAPTURE_|_AVAILABLE", ""))
                .map(kind -> kind.equals("IMAGE") ? "AVAILABLE" : kind).collect(Collectors.joining(" "));
    }

    /**
     * Each kind comes in the order of the requests, a failure only if the request was exposed and not cancelled; and none is exposed while
     * one before it waits.
     */
    private void checkOrder(Map<String, List<RecordedEvent>> byService) {
        Map<String, BitSet> made = new HashMap<>();
        for (Entry entry : entries) {
            if (droppedByEventAdmin.contains(entry.key())) {
                continue;
            }
            made.computeIfAbsent(entry.key().camera() + "/" + entry.key().service(), k -> new BitSet()).set(entry.key().request());
        }
        byService.forEach((service, recordedEvents) -> {
            Map<String, Integer> last = new HashMap<>();
            BitSet waiting = made.getOrDefault(service, new BitSet());
            BitSet exposed = new BitSet();
            for (RecordedEvent recorded : recordedEvents) {
                if (recorded.kind().equals(RecordedEvent.EXPOSED)) {
                    exposed.set(recorded.request());
                    if (waiting.previousSetBit(recorded.request() - 1) >= 0) {
                        complain("Camera " + service + ": " + recorded.request() + " was exposed while " + waiting.nextSetBit(0)
                                + " waited");
                        waiting.clear(0, recorded.request());
                    }
                }
                waiting.clear(recorded.request());
                if (recorded.kind().equals(RecordedEvent.FAILED)
                        && (!exposed.get(recorded.request()) || recorded.detail().equals(CaptureError.CANCELLED.name()))) {
                    continue; // ends at once
                }
                int before = last.merge(recorded.isEnd() ? "END" : recorded.kind(), recorded.request(), Math::max);
                if (recorded.request() < before) {
                    complain("Camera " + service + ": " + recorded.kind() + " of " + recorded.request() + " came after that of " + before);
                }
            }
        });
    }

    private void checkIdsAscend() {
        Map<String, Integer> last = new HashMap<>();
        for (Entry entry : entries) {
            String of = entry.thread() + " " + entry.key().camera() + " " + entry.key().service();
            Integer before = last.put(of, entry.key().request());
            if (before != null && before >= entry.key().request()) {
                complain("Ids do not ascend: " + before + " then " + entry);
            }
        }
    }

    void complain(String sentence) {
        synchronized (wrong) {
            wrong.add(sentence);
        }
    }

    int lost() {
        return lost;
    }

    int duplicated() {
        return duplicated;
    }

    int wrong() {
        return wrong.size();
    }

    String firstWrong() {
        return wrong.stream().limit(SHOWN).collect(Collectors.joining("\n  ", "\n  ", wrong.size() > SHOWN ? "\n  ..." : ""));
    }

    static Map<String, Integer> count(Iterable<String> results) {
        Map<String, Integer> all = new TreeMap<>();
        results.forEach(result -> all.merge(result.replaceAll("^ALONE ", "").split(" ")[0], 1, Integer::sum));
        return all;
    }

    @Override
    public void close() {
        registration.unregister();
        listener.close();
    }
}
