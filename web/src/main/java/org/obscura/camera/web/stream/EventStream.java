package org.obscura.camera.web.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

import org.obscura.camera.web.camera.EventLog;
import org.obscura.camera.web.http.Call;
import org.obscura.camera.web.http.HttpException;
import org.obscura.camera.web.http.JsonText;

/** Events as they occur ({@code text/event-stream}); a client that comes back receives what it has missed. */
public final class EventStream {
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final EventLog events;
    private final Semaphore clients;
    private final int limit;
    /** Tells the numbers of this run from those of another. */
    private final String run = Long.toString(System.currentTimeMillis(), 36);

    /** Creates a stream for that many clients at once. */
    public EventStream(EventLog events, int limit) {
        this.events = events;
        this.limit = limit;
        this.clients = new Semaphore(limit);
    }

    public void stream(Call call) throws IOException, HttpException, InterruptedException {
        if (!clients.tryAcquire()) {
            throw new HttpException(503, limit + " clients follow the events already (viewers)").withHeader("Retry-After", "5");
        }
        try {
            follow(call, call.query("camera"), (int) call.number("events", 1, Integer.MAX_VALUE, Integer.MAX_VALUE));
        } finally {
            clients.release();
        }
    }

    private void follow(Call call, String camera, int count) throws IOException, InterruptedException {
        String lastId = call.exchange().header("Last-Event-ID");
        long last = lastId == null ? events.last() : number(lastId);
        call.exchange().setHeader("Cache-Control", "no-store");
        call.exchange().setHeader("X-Accel-Buffering", "no"); // for a proxy that would hold events back
        try (OutputStream out = call.exchange().begin(200, "text/event-stream", -1)) {
            write(out, "retry: 2000\n\n");
            int sent = 0;
            while (!events.isClosed()) {
                List<EventLog.Event> next = events.after(last, HEARTBEAT);
                if (!events.isKnownAfter(last)) { // the client was away for too long, or reads too slowly
                    last = events.last();
                    write(out, "id: " + run + "-" + last + "\nevent: reset\ndata: {}\n\n");
                    continue;
                }
                if (next.isEmpty()) {
                    write(out, "event: alive\ndata: {}\n\n"); // else a client could not tell a silent server from a lost one
                }
                for (EventLog.Event event : next) {
                    last = event.number();
                    Object of = event.data().get("camera");
                    if (camera == null || of == null || of.equals(camera)) {
                        write(out,
                                "id: " + run + "-" + last + "\nevent: " + event.type() + "\ndata: " + JsonText.of(event.data()) + "\n\n");
                        sent++;
                    }
                    if (sent == count) {
                        return;
                    }
                }
            }
        }
    }

    /** Returns the number of an event; -1 if it is not of this run. */
    private long number(String id) {
        try {
            return id.startsWith(run + "-") ? Long.parseLong(id.substring(run.length() + 1)) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
