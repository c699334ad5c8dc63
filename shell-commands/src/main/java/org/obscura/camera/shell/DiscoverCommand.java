package org.obscura.camera.shell;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.spi.CameraDiscovery;
import org.obscura.camera.spi.DiscoveredCamera;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.support.discovery.CameraSearch;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code camera:discover}. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "discover")
public class DiscoverCommand extends Command {
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private final List<CameraDiscovery> discoveries = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile ConfigurationAdmin configurations;

    /** Made by Declarative Services. */
    public DiscoverCommand() {
        // the references are fields
    }

    /** For tests. */
    DiscoverCommand(CameraDiscovery discovery, ConfigurationAdmin configurations) {
        discoveries.add(discovery);
        this.configurations = configurations;
    }

    // @formatter:off one annotation a line
    @Descriptor("Searches the local networks for cameras; one is configured only with --add")
    public void discover(CommandSession session,
            @Descriptor("configures the camera at this address, or of this name")
            @Parameter(names = {"-a", "--add"}, absentValue = "") @Label("CAMERA") String add,
            @Descriptor("the name of the new configuration (default: made from the name of the camera)")
            @Parameter(names = {"-n", "--name"}, absentValue = "") @Label("NAME") String name,
            @Descriptor("how long to wait for answers, such as 3s")
            @Parameter(names = {"-w", "--wait"}, absentValue = "3s") @Label("TIME") Duration wait,
            @Descriptor("prints JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false") boolean json)
            throws IOException, InterruptedException {
        // @formatter:on
        if (wait.isZero() || wait.isNegative()) {
            throw new IllegalArgumentException("--wait is " + Durations.format(wait) + "; it must be longer than 0");
        }
        if (add == null && name != null) {
            throw new IllegalArgumentException("--name '" + name + "' has no effect without --add CAMERA");
        }
        List<DiscoveredCamera> found = CameraSearch.search(discoveries, wait);
        if (add == null) {
            list(session, json, found, wait);
        } else {
            add(session, find(found, add), name);
        }
    }

    private static void list(CommandSession session, boolean json, List<DiscoveredCamera> found, Duration wait) {
        Table table = new Table("ADDRESS", "NAME", "MODEL", "CONFIGURED");
        for (DiscoveredCamera camera : found) {
            table.row(camera.address(), TextFormat.orNull(camera.name()), TextFormat.orNull(camera.model()),
                    TextFormat.orNull(CameraSearch.pid(camera)));
        }
        print(session, json, table.objects(), found.isEmpty() ? "No camera answered within " + Durations.format(wait)
                + System.lineSeparator() : table);
    }

    private static DiscoveredCamera find(List<DiscoveredCamera> found, String text) {
        List<DiscoveredCamera> fitting = found.stream().filter(camera -> fits(camera, text)).toList();
        if (fitting.isEmpty()) {
            throw new IllegalArgumentException("No camera with the address or name '" + text + "' answered; "
                    + (found.isEmpty() ? "none did" : "these did: "
                            + String.join(", ", found.stream().map(DiscoveredCamera::address).toList())));
        }
        if (fitting.size() > 1) {
            throw new IllegalArgumentException("'" + text + "' is not one camera but " + fitting.size()
                    + "; write one of these addresses: " + String.join(", ", fitting.stream().map(DiscoveredCamera::address).toList()));
        }
        return fitting.get(0);
    }

    private static boolean fits(DiscoveredCamera camera, String text) {
        return camera.address().equals(text) || camera.name().equalsIgnoreCase(text)
                || text.equals(URI.create(camera.address()).getHost());
    }

    private void add(CommandSession session, DiscoveredCamera camera, String name) throws IOException {
        ConfigurationAdmin admin = required(configurations, "the camera");
        String pid = CameraSearch.pid(CameraSearch.configure(admin, camera, name == null ? CameraSearch.suggestedName(camera) : name));
        TransientSetting.noteConfiguration(session, pid);
        println(session, "Created the configuration " + pid + " with " + settings(camera)
                + "; if the camera wants a password, set 'username' and '.password' there");
    }

    private static String settings(DiscoveredCamera camera) {
        return String.join(", ",
                camera.settings().entrySet().stream().map(each -> each.getKey() + " = " + each.getValue()).sorted().toList());
    }
}
