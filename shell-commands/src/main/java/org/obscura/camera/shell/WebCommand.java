package org.obscura.camera.shell;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.TimeUnit;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code camera:web}: configures the bundle of the page, and reads from its service what became of it. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "web")
public class WebCommand extends Command {
    private static final String PID = "org.obscura.camera.web";
    /** The service of the page; its type is private to the bundle. */
    private static final String ENDPOINT = "org.obscura.camera.web.WebComponent";
    private static final String URL = "camera.web.url";
    private static final String PROBLEM = "camera.web.problem";
    private static final String PORT = "port";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final BundleContext context;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile ConfigurationAdmin configurations;

    @Activate
    public WebCommand(BundleContext context) {
        this.context = context;
    }

    @Descriptor("Opens the page with live view, gallery and controls, and prints its address; ./obscura camera:web serves it until Ctrl-C")
    public void web(CommandSession session,
            @Descriptor("the port; 0: a free one (default: as configured, else 8090)") @Parameter(names = {"-p", "--port"},
                    absentValue = "") @Label("PORT") Integer port,
            @Descriptor("closes the page") @Parameter(names = "--stop", presentValue = "true", absentValue = "false") boolean stop)
            throws Exception {
        if (port != null && (port < 0 || port > 65_535)) {
            throw new IllegalArgumentException("The port is " + port + "; it must be 0 to 65535");
        }
        ConfigurationAdmin admin = required(configurations, "the page");
        if (Arrays.stream(context.getBundles()).noneMatch(bundle -> PID.equals(bundle.getSymbolicName()))) {
            throw new IllegalStateException("The bundle " + PID + " is not installed");
        }
        if (stop) {
            close(session, admin);
        } else {
            open(session, admin, port);
        }
    }

    private static void close(CommandSession session, ConfigurationAdmin admin) throws IOException {
        admin.getConfiguration(PID, "?").delete(); // "?": for any bundle
        session.put(URL, null);
        session.getConsole().println("The page is closed");
    }

    private void open(CommandSession session, ConfigurationAdmin admin, Integer port) throws Exception {
        ServiceReference<?> before = endpoint();
        Configuration configuration = admin.getConfiguration(PID, "?");
        Dictionary<String, Object> properties = configuration.getProperties();
        boolean changes = properties == null || port != null && !port.toString().equals(String.valueOf(properties.get(PORT)));
        if (changes || before == null || before.getProperty(PROBLEM) != null) {
            Dictionary<String, Object> changed = properties == null ? new Hashtable<>() : properties;
            if (port != null) {
                changed.put(PORT, port);
            }
            configuration.update(changed);
            before = awaitAfter(before);
        }
        Object url = before.getProperty(URL);
        if (url == null) {
            throw new IllegalStateException("The page cannot be opened: " + before.getProperty(PROBLEM));
        }
        session.put(URL, url.toString());
        session.getConsole().println(url);
    }

    private ServiceReference<?> awaitAfter(ServiceReference<?> before) throws InterruptedException, InvalidSyntaxException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        do {
            ServiceReference<?> now = endpoint();
            if (now != null && (before == null || id(now) > id(before))) {
                return now;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        } while (System.nanoTime() < end);
        throw new IllegalStateException(
                "The bundle " + PID + " does not open the page; the log may say why. It needs a log service, and must"
                        + " be started");
    }

    private ServiceReference<?> endpoint() throws InvalidSyntaxException {
        ServiceReference<?>[] found = context.getAllServiceReferences(ENDPOINT, null);
        return found == null ? null : Arrays.stream(found).max(Comparator.comparingLong(WebCommand::id)).orElse(null);
    }

    private static long id(ServiceReference<?> reference) {
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }
}
