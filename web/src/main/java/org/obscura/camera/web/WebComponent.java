package org.obscura.camera.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.obscura.camera.CaptureListener;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.web.access.RequestGuard;
import org.obscura.camera.web.api.WebApi;
import org.obscura.camera.web.camera.CameraServices;
import org.obscura.camera.web.camera.CaptureFollower;
import org.obscura.camera.web.camera.EventLog;
import org.obscura.camera.web.camera.Gallery;
import org.obscura.camera.web.http.Site;
import org.obscura.camera.web.server.JdkServer;
import org.obscura.camera.web.servlet.Servlets;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Opens the site as the configuration says. What became of it is a service of the name {@value #ENDPOINT}, with the property
 * {@value #URL}, or {@value #PROBLEM} if it could not be opened.
 */
@Component(service = {}, configurationPid = WebConfiguration.PID, configurationPolicy = ConfigurationPolicy.REQUIRE, immediate = true)
@Designate(ocd = WebConfiguration.class)
public final class WebComponent {
    /** The name of the service. */
    static final String ENDPOINT = "org.obscura.camera.web.WebComponent";
    /** Service property: the address of the page. The type of the value is {@code String}. */
    static final String URL = "camera.web.url";
    /** Service property: why there is no page. The type of the value is {@code String}. */
    static final String PROBLEM = "camera.web.problem";

    private static final String ROOT = "/obscura";

    private final BundleContext context;
    private final Logger log;
    /** What is to be closed, the last first. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @Activate
    public WebComponent(BundleContext context, Map<String, Object> configuration, @Reference(service = LoggerFactory.class) Logger log) {
        this.context = context;
        this.log = log;
        String outcome = URL;
        String text;
        try {
            text = open(configuration);
            log.info("The page is at {}", text);
        } catch (IOException | IllegalArgumentException e) {
            outcome = PROBLEM;
            text = e.getMessage();
            close();
            log.error("The page is not opened: {}", text);
        }
        register(ENDPOINT, this, outcome, text);
    }

    private String open(Map<String, Object> configuration) throws IOException {
        ConfigReader reader = new ConfigReader(WebConfiguration.class, configuration, Map.of());
        WebSettings settings;
        try {
            settings = WebSettings.read(reader);
        } finally {
            reader.log(log);
        }
        EventLog events = new EventLog();
        Gallery gallery = new Gallery(settings.images());
        CameraServices cameras = new CameraServices(context, events);
        open.push(cameras);
        register(CaptureListener.class.getName(), new CaptureFollower(gallery, events), Constants.SERVICE_RANKING, 0);
        Site site = new Site(new RequestGuard(hosts(settings), settings.realm(), log),
                WebApi.routes(cameras, gallery, events, settings.viewers(), version()), log);
        String url = settings.server() == WebSettings.Server.JDK ? openServer(site, settings) : openServlets(site);
        open.push(events); // first of all, so that streams end
        return url;
    }

    private String version() {
        return context.getBundle().getVersion().toString().replace(".SNAPSHOT", "-SNAPSHOT");
    }

    /** Returns the names of this machine. The address that was configured is a name of this machine, too. */
    private static List<String> hosts(WebSettings settings) {
        InetAddress address = settings.address();
        return address.isAnyLocalAddress() ? settings.hosts()
                : Stream.concat(settings.hosts().stream(), Stream.of(literal(address))).toList();
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }

    private String openServer(Site site, WebSettings settings) throws IOException {
        try {
            JdkServer server = new JdkServer(site, new InetSocketAddress(settings.address(), settings.port()), ROOT,
                    settings.connections(), log);
            open.push(server);
            String host = settings.address().isAnyLocalAddress() ? "localhost" : literal(settings.address());
            return "http://" + host + ":" + server.port() + ROOT + "/";
        } catch (IOException e) {
            throw new IOException("The port " + settings.port() + " of " + settings.address().getHostAddress() + " cannot be used (port): "
                    + e.getMessage(), e);
        } catch (LinkageError e) {
            throw new IOException("This Java has no module jdk.httpserver; use server=whiteboard, or a complete JDK", e);
        }
    }

    private String openServlets(Site site) throws IOException {
        List<AutoCloseable> servlets = new ArrayList<>(Servlets.register(context, site, ROOT));
        if (servlets.isEmpty()) {
            throw new IOException("server=whiteboard needs the packages javax.servlet or jakarta.servlet; install an HTTP Whiteboard, then"
                    + " refresh this bundle");
        }
        servlets.forEach(open::push);
        return ROOT + "/";
    }

    private void register(String type, Object service, String key, Object value) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(key, value);
        open.push(context.registerService(type, service, properties)::unregister);
    }

    @Deactivate
    void close() {
        for (AutoCloseable each = open.poll(); each != null; each = open.poll()) {
            try {
                each.close();
            } catch (Exception e) {
                log.warn("Closing the page failed", e);
            }
        }
    }
}
