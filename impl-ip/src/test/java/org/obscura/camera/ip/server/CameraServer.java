package org.obscura.camera.ip.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ServerSocketFactory;

import org.obscura.camera.support.net.HeldPort;

/**
 * A network camera on loopback; raw sockets, since no HTTP library sends what cameras send. Serves {@code /snapshot.jpg},
 * {@code /mjpeg/QUIRK} and {@code /fault/FAULT}, each also below {@code /basic}, {@code /digest}, {@code /digest-sess},
 * {@code /digest-sha256}, {@code /digest-old} and {@code /both}.
 */
public final class CameraServer implements AutoCloseable {
    /** The right user name. */
    public static final String USER = "camera";
    /** The right password. */
    public static final String PASSWORD = "sec:ret\u00e9\"4711";

    private final ServerSocketFactory sockets;
    private final Gatekeeper gatekeeper = new Gatekeeper(USER, PASSWORD);
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger numbers = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    /** Keeps the port while the camera is unplugged. */
    private final HeldPort port;
    private volatile ServerSocket server;
    private volatile Thread acceptor;
    private volatile boolean held;

    /**
     * Starts a camera.
     *
     * @throws IOException if there is no free port
     */
    public CameraServer() throws IOException {
        this(ServerSocketFactory.getDefault(), 0);
    }

    /**
     * Starts a camera.
     *
     * @param sockets makes its socket
     * @param wanted its port, 0 for any
     * @throws IOException if the port is not free
     */
    public CameraServer(ServerSocketFactory sockets, int wanted) throws IOException {
        this.sockets = sockets;
        port = new HeldPort(wanted);
        listen();
    }

    private void listen() throws IOException {
        ServerSocket listening = sockets.createServerSocket(port.port(), 50, InetAddress.getLoopbackAddress());
        server = listening;
        acceptor = daemon(() -> accept(listening));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "test camera server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                connections.add(socket);
                daemon(() -> serve(socket));
            } catch (IOException e) {
                continue; // closed, or a client that went away
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            while (request(socket)) {
                continue;
            }
        } catch (IOException e) {
            return; // the client went away
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(socket);
        }
    }

    private boolean request(Socket socket) throws IOException, InterruptedException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return false;
            }
            head.append((char) b);
        }
        requests.incrementAndGet();
        String target = head.substring(head.indexOf(" ") + 1, head.indexOf(" ", head.indexOf(" ") + 1));
        String path = target.replaceFirst("\\?.*", "");
        OutputStream out = socket.getOutputStream();
        String scheme = path.substring(1).replaceFirst("/.*", "");
        if (Gatekeeper.SCHEMES.contains(scheme)) {
            List<String> challenges = gatekeeper.challenges(scheme, header(head.toString(), "authorization"), target);
            if (!challenges.isEmpty()) {
                StringBuilder answer = new StringBuilder("HTTP/1.1 401 Unauthorized\r\n");
                challenges.forEach(c -> answer.append("WWW-Authenticate: ").append(c).append("\r\n"));
                send(out, answer + "Content-Type: text/html\r\nContent-Length: 25\r\n\r\n<html>Unauthorized</html>");
                return true;
            }
            path = path.substring(scheme.length() + 1);
        }
        while (held) {
            closed.await(5, java.util.concurrent.TimeUnit.MILLISECONDS);
        }
        if (path.equals("/snapshot.jpg")) {
            still(out, StampedImages.expose(numbers.getAndIncrement()));
            return true;
        }
        if (path.startsWith("/mjpeg/")) {
            new MjpegQuirk(out, path.substring("/mjpeg/".length())).stream(() -> held);
            return false;
        }
        return new StillFault(out, this::port, closed).answer(path, target);
    }

    private static String header(String head, String name) {
        for (String line : head.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    static void still(OutputStream out, byte[] image) throws IOException {
        send(out, "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: " + image.length + "\r\n\r\n");
        out.write(image);
        out.flush();
    }

    /**
     * Returns the address of a path.
     *
     * @param path such as {@code /snapshot.jpg}
     * @return the address
     */
    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /**
     * Returns the port.
     *
     * @return the port
     */
    public int port() {
        return port.port();
    }

    /**
     * Returns how many requests came.
     *
     * @return those refused as well
     */
    public int requests() {
        return requests.get();
    }

    /**
     * Returns how often a wrong password came.
     *
     * @return the number of attempts
     */
    public int wrongPasswords() {
        return gatekeeper.wrong();
    }

    /**
     * Returns how many connections are open.
     *
     * @return the number
     */
    public int connections() {
        return connections.size();
    }

    /**
     * Changes the password.
     *
     * @param password the new one
     */
    public void setPassword(String password) {
        gatekeeper.setPassword(password);
    }

    /**
     * Lets the nonces given so far expire, without a word.
     *
     * @param nonce the new one
     */
    public void setNonce(String nonce) {
        gatekeeper.setNonce(nonce);
    }

    /**
     * Holds all answers back, as a network that is down.
     *
     * @param hold whether to
     */
    public void hold(boolean hold) {
        held = hold;
    }

    /**
     * Ends all connections and accepts none.
     *
     * @throws IOException if the socket cannot be closed
     */
    public void unplug() throws IOException {
        server.close();
        try {
            // a thread that waits in accept takes one more connection if it comes before that thread has noticed
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : connections) {
            socket.close();
        }
    }

    /**
     * Accepts connections again.
     *
     * @throws IOException if the port is not free
     */
    public void plug() throws IOException {
        listen();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        unplug();
        port.close();
    }
}
