package org.obscura.camera.shell;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.apache.felix.service.command.CommandSession;
import org.obscura.camera.Camera;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.ViewOptions;
import org.obscura.camera.ViewSession;
import org.obscura.camera.support.text.Printable;

/** Draws what a camera sees: on a terminal each frame over the one before, into a pipe one below the other. */
final class LiveView {
    private static final long LOOK_MILLIS = 500;
    /** Pixels of a frame for a character. */
    private static final int DETAIL = 2;

    private final CommandSession session;
    private final Camera camera;
    private final int columns;
    private final Palette palette;
    /** The latest frame. */
    private final BlockingQueue<ViewFrame> latest = new ArrayBlockingQueue<>(1);
    private int rowsToCover;
    private String problem = "";

    LiveView(CommandSession session, Camera camera, int columns, Palette palette) {
        this.session = session;
        this.camera = camera;
        this.columns = columns;
        this.palette = palette;
    }

    /** Draws until interrupted, until the reader closes the pipe, or a number of frames. */
    void run(Duration interval, int count) throws InterruptedException, IOException {
        int width = Math.max(ViewOptions.MIN_WIDTH, Math.min(ViewOptions.MAX_WIDTH, columns * DETAIL));
        double rate = Math.min(ViewOptions.MAX_RATE, 1e9 / interval.toNanos());
        try (ViewSession view = camera.view(new ViewOptions(width, rate), this::keep)) {
            for (int drawn = 0; drawn < count && !session.getConsole().checkError();) {
                ViewFrame frame = latest.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (frame != null) {
                    draw(frame);
                    drawn++;
                } else if (view.isOpen()) {
                    report(view.getProblem());
                } else {
                    throw new IllegalStateException("Camera " + camera.getId() + " was removed");
                }
            }
        }
    }

    private void keep(ViewFrame frame) {
        latest.clear();
        latest.offer(frame);
    }

    private void draw(ViewFrame frame) throws IOException {
        BufferedImage image = ShowCommand.decode(frame.jpeg(), "the frame of " + frame.deviceId());
        TerminalImage text = new TerminalImage(image, columns, palette);
        if (rowsToCover > 0 && Terminal.canMoveCursor(session, System.getenv())) {
            session.getConsole().print("\u001b[" + rowsToCover + "A\r");
        }
        session.getConsole().print(text);
        session.getConsole().flush();
        rowsToCover = text.rows();
        problem = "";
    }

    private void report(String now) {
        if (!now.isEmpty() && !now.equals(problem)) {
            problem = now;
            rowsToCover = 0;
            session.getConsole().println(Printable.of(now));
            session.getConsole().flush();
        }
    }
}
