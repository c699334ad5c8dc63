package org.obscura.camera.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes connections on to a port of this machine until they are cut, as by a broken network. */
final class CutProxy implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    CutProxy(int port) throws IOException {
        start(() -> {
            while (!server.isClosed()) {
                Socket client = server.accept();
                Socket target = new Socket(InetAddress.getLoopbackAddress(), port);
                open.addAll(List.of(client, target));
                start(() -> copy(client, target));
                start(() -> copy(target, client));
            }
        });
    }

    /** What a thread does until a socket is closed. */
    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                return; // cut
            }
        }, "test-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } finally {
            to.close();
        }
    }

    String address() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    void cut() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
