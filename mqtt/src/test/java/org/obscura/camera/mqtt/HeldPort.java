package org.obscura.camera.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of the loopback address that the system gives to no other program, although nothing listens on it. On Linux a server that names
 * the port can listen on it nevertheless, if it sets {@code SO_REUSEADDR}, as brokers do. Elsewhere it could not, so the port is not held.
 */
final class HeldPort implements AutoCloseable {
    private final Socket holder = new Socket();
    private final int port;

    HeldPort() throws IOException {
        holder.setReuseAddress(true);
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = holder.getLocalPort();
        if (!System.getProperty("os.name").equals("Linux")) {
            holder.close();
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        holder.close();
    }
}
