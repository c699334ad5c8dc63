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
import org.obscura.camera.web.http.Call;
import org.obscura.camera.web.http.HttpException;

/** The view of a camera: one JPEG image, or many as Motion JPEG ({@code multipart/x-mixed-replace}). */
public final class LiveView {
    private static final int FIRST_FRAME_SECONDS = 10;
    /** After that time without a frame the last one is sent again, which shows whether the client still reads. */
    private static final int REPEAT_SECONDS = 5;
    private static final String BOUNDARY = "frame";

    private final Semaphore viewers;
    private final int limit;
    private final BooleanSupplier stopped;

    /**
     * Creates a view.
     *
     * @param limit how many viewers there may be at once
     * @param stopped says that the site closes
     */
    public LiveView(int limit, BooleanSupplier stopped) {
        this.limit = limit;
        this.viewers = new Semaphore(limit);
        this.stopped = stopped;
    }

    /** Answers with one frame. */
    public void image(Call call, Camera camera) throws IOException, HttpException, InterruptedException {
        view(call, camera, (session, frames) -> {
            ViewFrame frame = first(session, frames);
            call.exchange().setHeader("Cache-Control", "no-store");
            call.bytes(200, "image/jpeg", bytes(frame));
        });
    }

    /** Answers with frames until the client leaves, or after as many as it wants. */
    public void stream(Call call, Camera camera) throws IOException, HttpException, InterruptedException {
        int count = (int) call.number("frames", 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
        view(call, camera, (session, frames) -> {
            ViewFrame frame = first(session, frames);
            call.exchange().setHeader("Cache-Control", "no-store");
            try (OutputStream out = call.exchange().begin(200, "multipart/x-mixed-replace; boundary=" + BOUNDARY, -1)) {
                for (int sent = 0; sent < count && session.isOpen() && !stopped.getAsBoolean(); sent++) {
                    write(out, bytes(frame));
                    if (sent + 1 < count) {
                        frame = next(session, frames, frame);
                    }
                }
                out.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
            }
        });
    }

    /** What is done with a view. */
    private interface Viewing {
        void run(ViewSession session, BlockingQueue<ViewFrame> frames) throws IOException, HttpException, InterruptedException;
    }

    private void view(Call call, Camera camera, Viewing viewing) throws IOException, HttpException, InterruptedException {
        ViewOptions defaults = ViewOptions.defaults();
        ViewOptions options = new ViewOptions(
                (int) call.number("width", ViewOptions.MIN_WIDTH, ViewOptions.MAX_WIDTH, defaults.width()),
                call.number("rate", 0.1, ViewOptions.MAX_RATE, defaults.rate()));
        if (!viewers.tryAcquire()) {
            throw new HttpException(503, "There are " + limit + " viewers already (viewers)").withHeader("Retry-After", "5");
        }
        BlockingQueue<ViewFrame> frames = new ArrayBlockingQueue<>(1);
        try (ViewSession session = camera.view(options, frame -> {
            frames.poll(); // a client that is too slow misses frames
            frames.offer(frame);
        })) {
            viewing.run(session, frames);
        } finally {
            viewers.release();
        }
    }

    private ViewFrame first(ViewSession session, BlockingQueue<ViewFrame> frames) throws HttpException, InterruptedException {
        for (int i = 0; i < FIRST_FRAME_SECONDS && session.isOpen() && !stopped.getAsBoolean(); i++) {
            ViewFrame frame = frames.poll(1, TimeUnit.SECONDS);
            if (frame != null) {
                return frame;
            }
            if (!session.getProblem().isEmpty()) {
                break;
            }
        }
        String problem = session.getProblem();
        throw new HttpException(503, problem.isEmpty() ? "No frame came within " + FIRST_FRAME_SECONDS + " s" : problem)
                .withHeader("Retry-After", "2");
    }

    private ViewFrame next(ViewSession session, BlockingQueue<ViewFrame> frames, ViewFrame last) throws InterruptedException {
        for (int i = 0; i < REPEAT_SECONDS && session.isOpen() && !stopped.getAsBoolean(); i++) {
            ViewFrame frame = frames.poll(1, TimeUnit.SECONDS);
            if (frame != null) {
                return frame;
            }
        }
        return last;
    }

    private static void write(OutputStream out, byte[] jpeg) throws IOException {
        byte[] head = ("--" + BOUNDARY + "\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n")
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
