package org.obscura.camera.support.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;

import org.obscura.camera.support.text.Printable;
import org.osgi.service.log.Logger;

/** Collects what a program prints: its last lines are kept, its first ones logged. A failing driver prints ten thousand lines a second. */
public final class ErrorOutput {
    private static final int KEPT = 8;
    private static final int LOGGED = 20;
    private static final int LONGEST = 1_000;

    private final String name;
    private final Logger log;
    private final UnaryOperator<String> clean;
    private final Deque<String> lines = new ArrayDeque<>();
    private long count;

    ErrorOutput(String name, Logger log, UnaryOperator<String> clean) {
        this.name = name;
        this.log = log;
        this.clean = clean;
    }

    /** Reads until the end. */
    void read(InputStream stream) {
        StringBuilder line = new StringBuilder();
        try (Reader in = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c == '\n') {
                    add(line.toString());
                    line.setLength(0);
                } else if (line.length() < LONGEST) {
                    line.append((char) c);
                }
            }
        } catch (IOException e) {
            log.debug("{}: {}", name, e.toString());
        }
        if (line.length() > 0) {
            add(line.toString());
        }
        end();
    }

    /**
     * Adds a line.
     *
     * @param text the line
     */
    public synchronized void add(String text) {
        String line = clean.apply(text).strip();
        if (line.isEmpty()) {
            return;
        }
        line = Printable.of(line.substring(0, Math.min(line.length(), LONGEST)));
        // the same again and again, or a stack, would push out what came before
        if (!line.equals(lines.peekLast()) && !line.startsWith("at ")) {
            lines.addLast(line);
            if (lines.size() > KEPT) {
                lines.removeFirst();
            }
        }
        if (++count <= LOGGED) {
            log.debug("{}: {}", name, line);
        }
    }

    /**
     * Returns the last lines.
     *
     * @return the lines in one; "" if there are none
     */
    public synchronized String last() {
        return String.join(" | ", lines);
    }

    private synchronized void end() {
        if (count > LOGGED) {
            log.info("{} printed {} lines, of which {} were logged; the last ones: {}", name, count, LOGGED, last());
        }
    }
}
