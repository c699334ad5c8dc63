package org.obscura.camera.web.camera;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import com.google.errorprone.annotations.concurrent.GuardedBy;

import org.obscura.camera.CaptureSeries;
import org.obscura.camera.SeriesResult;
import org.obscura.camera.web.collection.BoundedMap;

/** The last series that were made by the API, numbered over all cameras. */
public final class SeriesLog {
    private static final int KEPT = 100;
    private static final int MAX_IDS = 1000;

    @GuardedBy("this")
    private final Map<Integer, Series> entries = BoundedMap.byInsertion(KEPT);
    @GuardedBy("this")
    private int last;

    /** A series. */
    public static final class Series {
        private final int number;
        private final String camera;
        private final List<Integer> captures = new CopyOnWriteArrayList<>();
        private final AtomicReference<SeriesResult> result = new AtomicReference<>();
        private volatile CaptureSeries series;

        Series(int number, String camera) {
            this.number = number;
            this.camera = camera;
        }

        public int number() {
            return number;
        }

        public String camera() {
            return camera;
        }

        /** Notes a request of the series. */
        public void add(int id) {
            captures.add(id);
            if (captures.size() > MAX_IDS) {
                captures.remove(0);
            }
        }

        /** Connects it with the series that was started. */
        public void start(CaptureSeries started) {
            series = started;
            started.getResult().thenAccept(result::set);
        }

        public boolean cancel() {
            CaptureSeries running = series;
            return running != null && running.cancel();
        }

        /** Returns it as the API shows it. */
        public Map<String, Object> describe() {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("camera", camera);
            all.put("series", number);
            all.put("count", series.getCount());
            all.put("requested", series.getRequestedCount());
            all.put("captures", captures);
            SeriesResult end = result.get();
            all.put("ended", end != null);
            if (end != null) {
                all.put("taken", end.taken());
                all.put("failed", end.failed());
                all.put("late", end.late());
                all.put("skipped", end.skipped());
                all.put("error", end.error());
            }
            return all;
        }
    }

    /** Adds a series that is about to be started. */
    public synchronized Series add(String camera) {
        last++;
        return new Series(last, camera);
    }

    /** Makes a series visible, once it is started. */
    public synchronized void keep(Series entry) {
        entries.put(entry.number, entry);
    }

    /** Returns the series of a camera. */
    public synchronized List<Series> list(String camera) {
        return entries.values().stream().filter(entry -> entry.camera.equals(camera)).toList();
    }

    /** Returns one series of a camera. */
    public synchronized Optional<Series> find(String camera, int number) {
        return Optional.ofNullable(entries.get(number)).filter(entry -> entry.camera.equals(camera));
    }
}
