package org.obscura.camera.web.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.obscura.camera.web.http.Site;
import org.osgi.service.log.Logger;

/** The site on the server of the JDK. */
public final class JdkServer implements AutoCloseable {
    /** How long a client may take to send a request, or to take a part of a response. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int BACKLOG = 100;

    private final Site site;
    private final String root;
    private final ConnectionThreads threads;
    private final HttpServer server;

    /**
     * Opens the server.
     *
     * @param root the path of the site, without the slash at its end
     * @param connections how many requests are served at once
     * @throws IOException if the address cannot be used
     */
    public JdkServer(Site site, InetSocketAddress address, String root, int connections, Logger log) throws IOException {
        this(site, address, root, connections, PATIENCE, log);
    }

    JdkServer(Site site, InetSocketAddress address, String root, int connections, Duration patience, Logger log) throws IOException {
        this.site = site;
        this.root = root;
        limitConnections();
        this.server = HttpServer.create(address, BACKLOG);
        this.threads = new ConnectionThreads(connections, patience, log);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Limits connections that send nothing, which only the server of the JDK can count: they must not take the file descriptors that
     * images are written with. It reads these properties once in a JVM.
     */
    private static void limitConnections() {
        setUnlessSet("sun.net.httpserver.idleInterval", PATIENCE.toSeconds());
        long files = FileDescriptors.limit();
        if (files > 0) {
            setUnlessSet("jdk.httpserver.maxConnections", Math.min(Integer.MAX_VALUE, files / 2));
        }
    }

    private static void setUnlessSet(String property, long value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Long.toString(value));
        }
    }

    /** Returns the port, which the system chose if it was 0. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        threads.unlimit();
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            if (path != null && path.startsWith(root + "/")) {
                site.serve(new JdkExchange(exchange, root, threads));
            } else {
                exchange.getResponseHeaders().set("Location", root + "/");
                exchange.sendResponseHeaders("/".equals(path) || root.equals(path) ? 302 : 404, -1);
            }
            drain(exchange);
        }
    }

    /** What is left of the body stands before the next request of the connection; more than a little closes it. */
    private void drain(HttpExchange exchange) throws IOException {
        threads.limit();
        exchange.getRequestBody().readNBytes(64 * 1024);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
