package org.obscura.camera.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that watches the live view of a camera by HTTP, on a thread of its own. */
final class Viewer implements Runnable {
    private final Socket socket;
    private Thread thread;
    private long frames;
    private long bytes;
    private String failure;
    private volatile boolean closed;

    private Viewer(Socket socket) {
        this.socket = socket;
    }

    static Viewer start(String address, int number) throws IOException {
        URI uri = URI.create(address);
        Viewer viewer = new Viewer(new Socket(uri.getHost(), uri.getPort()));
        // HTTP/1.0 has no chunks, which would begin anywhere in a frame
        viewer.socket.getOutputStream().write(("GET " + uri.getRawPath() + "?" + uri.getRawQuery() + " HTTP/1.0\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        viewer.thread = new Thread(viewer, "bench-viewer-" + number);
        viewer.thread.setDaemon(true);
        viewer.thread.start();
        return viewer;
    }

    @Override
    public void run() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16))) {
            String status = line(in);
            if (!status.contains(" 200 ")) {
                throw new IOException(status);
            }
            while (true) {
                String line = line(in);
                if (line.startsWith("Content-Length: ")) {
                    int length = Integer.parseInt(line.substring("Content-Length: ".length()));
                    line(in);
                    in.skipNBytes(length);
                    received(length);
                }
            }
        } catch (IOException e) {
            ended(e);
        }
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private synchronized void received(int length) {
        frames++;
        bytes += length;
        notifyAll();
    }

    private synchronized void ended(IOException e) {
        if (!closed) {
            failure = "A viewer lost its view: " + e;
        }
        notifyAll();
    }

    synchronized long frames() {
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return frames;
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized void awaitFrames(int count) throws InterruptedException {
        while (frames() < count) {
            wait();
        }
    }

    /** Returns the processor time of the client. */
    long processorNanos() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
    }

    void close() throws IOException, InterruptedException {
        closed = true;
        socket.close();
        thread.join();
    }
}
