package org.obscura.camera.support.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of the loopback address that the system gives to no other program, although nothing listens on it. On Linux a server that names
 * the port can listen on it nevertheless, if it sets {@code SO_REUSEADDR}, as most do. Elsewhere it could not, so the port is not held.
 */
public final class HeldPort implements AutoCloseable {
    private final Socket holder = new Socket();
    private final int port;

    /**
     * Chooses a free port.
     *
     * @throws IOException if there is none
     */
    public HeldPort() throws IOException {
        this(0);
    }

    /**
     * Takes a port.
     *
     * @param wanted 0 for any
     * @throws IOException if it is not free
     */
    public HeldPort(int wanted) throws IOException {
        holder.setReuseAddress(true);
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
        port = holder.getLocalPort();
        if (!System.getProperty("os.name").equals("Linux")) {
            holder.close();
        }
    }

    /**
     * Returns the port.
     *
     * @return the port
     */
    public int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        holder.close();
    }
}
