package org.obscura.camera.web.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.obscura.camera.Camera;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.ViewOptions;
import org.obscura.camera.ViewSession;
import org.obscura.camera.web.camera.ViewProblems;
import org.obscura.camera.web.http.Call;
import org.obscura.camera.web.http.HttpException;

/** The view of a camera: one JPEG image, or many as Motion JPEG ({@code multipart/x-mixed-replace}). */
public final class LiveView {
    private static final int FIRST_FRAME_SECONDS = 10;
    /** After that time without a frame the last one is sent again, which shows whether the client still reads. */
    private static final int REPEAT_SECONDS = 5;
    /** After that time without a frame, and after as many intervals, a view stands still. */
    private static final int STILL_SECONDS = 3;
    private static final String BOUNDARY = "frame";

    private final ViewProblems problems;
    private final Semaphore viewers;
    private final int limit;
    private final BooleanSupplier stopped;

    /**
     * Creates a view.
     *
     * @param problems takes why views stand still
     * @param limit how many viewers there may be at once
     * @param stopped says that the site closes
     */
    public LiveView(ViewProblems problems, int limit, BooleanSupplier stopped) {
        this.problems = problems;
        this.limit = limit;
        this.viewers = new Semaphore(limit);
        this.stopped = stopped;
    }

    /** Answers with one frame. */
    public void image(Call call, Camera camera) throws IOException, HttpException, InterruptedException {
        view(call, camera, viewer -> {
            ViewFrame frame = viewer.first();
            call.exchange().setHeader("Cache-Control", "no-store");
            call.bytes(200, "image/jpeg", bytes(frame));
        });
    }

    /**
     * Answers with frames until the client leaves, or after as many as it wants. While none come, the last one is repeated with a header
     * that says why.
     */
    public void stream(Call call, Camera camera) throws IOException, HttpException, InterruptedException {
        int count = (int) call.number("frames", 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
        view(call, camera, viewer -> {
            viewer.first();
            call.exchange().setHeader("Cache-Control", "no-store");
            try (OutputStream out = call.exchange().begin(200, "multipart/x-mixed-replace; boundary=" + BOUNDARY, -1)) {
                for (int sent = 0; sent < count && viewer.isOpen(); sent++) {
                    write(out, bytes(viewer.last), viewer.problem);
                    if (sent + 1 < count) {
                        viewer.next();
                    }
                }
                out.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
            }
        });
    }

    /** What is done with a view. */
    private interface Viewing {
        void run(Viewer viewer) throws IOException, HttpException, InterruptedException;
    }

    private void view(Call call, Camera camera, Viewing viewing) throws IOException, HttpException, InterruptedException {
        ViewOptions defaults = ViewOptions.defaults();
        ViewOptions options = new ViewOptions(
                (int) call.number("width", ViewOptions.MIN_WIDTH, ViewOptions.MAX_WIDTH, defaults.width()),
                call.number("rate", 0.1, ViewOptions.MAX_RATE, defaults.rate()));
        if (!viewers.tryAcquire()) {
            throw new HttpException(503, "There are " + limit + " viewers already (viewers)").withHeader("Retry-After", "5");
        }
        problems.enter(camera.getId());
        BlockingQueue<ViewFrame> frames = new ArrayBlockingQueue<>(1);
        try (ViewSession session = camera.view(options, frame -> {
            frames.poll(); // a client that is too slow misses frames
            frames.offer(frame);
        })) {
            viewing.run(new Viewer(camera.getId(), session, frames, options));
        } finally {
            problems.leave(camera.getId());
            viewers.release();
        }
    }

    /** One client, and what it sees. */
    private final class Viewer {
        private final String camera;
        private final ViewSession session;
        private final BlockingQueue<ViewFrame> frames;
        private final int stillSeconds;
        private ViewFrame last;
        /** Why the last frame stands still; "" if it does not. */
        private String problem = "";
        private int secondsWithoutFrame;

        Viewer(String camera, ViewSession session, BlockingQueue<ViewFrame> frames, ViewOptions options) {
            this.camera = camera;
            this.session = session;
            this.frames = frames;
            this.stillSeconds = (int) Math.max(STILL_SECONDS, Math.ceil(STILL_SECONDS / options.rate()));
        }

        boolean isOpen() {
            return session.isOpen() && !stopped.getAsBoolean();
        }

        ViewFrame first() throws HttpException, InterruptedException {
            for (int i = 0; i < FIRST_FRAME_SECONDS && isOpen(); i++) {
                if (receive()) {
                    return last;
                }
                if (!session.getProblem().isEmpty()) {
                    break;
                }
            }
            String reason = session.getProblem();
            throw new HttpException(503, reason.isEmpty() ? "No frame came within " + FIRST_FRAME_SECONDS + " s" : reason)
                    .withHeader("Retry-After", "2");
        }

        /** Waits for a frame, or until the last one is to be sent again: because that time has come, or with another reason. */
        void next() throws InterruptedException {
            for (int i = 0; i < REPEAT_SECONDS && isOpen(); i++) {
                if (receive()) {
                    setProblem("");
                    return;
                }
                secondsWithoutFrame++;
                if (secondsWithoutFrame >= stillSeconds && setProblem(reason())) {
                    return;
                }
            }
        }

        private boolean receive() throws InterruptedException {
            ViewFrame frame = frames.poll(1, TimeUnit.SECONDS);
            if (frame == null) {
                return false;
            }
            last = frame;
            secondsWithoutFrame = 0;
            return true;
        }

        private String reason() {
            String reason = session.getProblem();
            return reason.isEmpty() ? "No frame has come for " + stillSeconds + " s. Check the device and its connection" : reason;
        }

        /** Returns whether it is another one than before. */
        private boolean setProblem(String now) {
            problems.set(camera, now);
            boolean changed = !problem.equals(now);
            problem = now;
            return changed;
        }
    }

    private static void write(OutputStream out, byte[] jpeg, String problem) throws IOException {
        String reason = problem.isEmpty() ? "" : "X-View-Problem: " + problem.replaceAll("[^\\x20-\\x7e]", "?") + "\r\n";
        byte[] head = ("--" + BOUNDARY + "\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n" + reason + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] part = new byte[head.length + jpeg.length + 2];
        System.arraycopy(head, 0, part, 0, head.length);
        System.arraycopy(jpeg, 0, part, head.length, jpeg.length);
        part[part.length - 2] = '\r';
        part[part.length - 1] = '\n';
        out.write(part);
        out.flush();
    }

    private static byte[] bytes(ViewFrame frame) {
        ByteBuffer jpeg = frame.jpeg();
        byte[] bytes = new byte[jpeg.remaining()];
        jpeg.get(bytes);
        return bytes;
    }
}
