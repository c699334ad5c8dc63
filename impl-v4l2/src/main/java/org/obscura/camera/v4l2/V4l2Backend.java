package org.obscura.camera.v4l2;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.device.ClaimedNodes;
import org.obscura.camera.support.linux.CameraIds;
import org.obscura.camera.support.linux.Sysfs;
import org.obscura.camera.support.linux.VideoNodes;
import org.obscura.camera.support.logging.PrintableLogger;
import org.obscura.camera.support.registration.ScanStatus;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/** The component of the backend: applies the configuration, and says how the backend is doing. */
@Component(service = CameraBackend.class, configurationPid = V4l2Backend.PID, immediate = true, property = CameraBackend.BACKEND + "="
        + V4l2Backend.NAME)
@Designate(ocd = V4l2Config.class)
public final class V4l2Backend implements CameraBackend {
    static final String NAME = "v4l2";
    static final String PID = "org.obscura.camera.v4l2";

    private final BundleContext context;
    private final Machine machine;
    private final Sysfs sysfs;
    private final CameraIds ids;
    private final Logger log;
    /** By node. They outlive a change of the configuration, as what a driver holds does. */
    private final Map<String, DeviceThread> threads = new ConcurrentHashMap<>();
    private volatile ScanStatus status = new ScanStatus("");
    private Map<String, Object> inForce = Map.of();
    private Discovery discovery;

    /** Where this machine shows its cameras, how its kernel is called, and why it cannot have any. */
    record Machine(Path dev, Path sysfs, Supplier<Kernel> kernel, String obstacle) {
        static Machine here() {
            return new Machine(Path.of("/dev"), Path.of("/sys/class/video4linux"), LinuxKernel::new, Platform.obstacle());
        }
    }

    /**
     * Starts to look for cameras.
     *
     * @param context of this bundle
     * @param config the configuration
     * @param log the log
     */
    @Activate
    public V4l2Backend(BundleContext context, Map<String, Object> config, @Reference(service = LoggerFactory.class) Logger log) {
        this(context, config, log, Machine.here());
    }

    V4l2Backend(BundleContext context, Map<String, Object> config, Logger log, Machine machine) {
        this.context = context;
        this.machine = machine;
        this.sysfs = new Sysfs(machine.sysfs());
        this.ids = new CameraIds(NAME, sysfs);
        this.log = PrintableLogger.of(log);
        start(config);
    }

    /** Applies a changed configuration: all cameras are unregistered, and those that it allows registered again. */
    @Modified
    public void modified(Map<String, Object> config) {
        status = new ScanStatus(""); // it searches again: others that find the same nodes wait for that
        stop();
        start(config);
    }

    /** Unregisters all cameras. */
    @Deactivate
    public void stop() {
        if (discovery != null) {
            discovery.stop();
            discovery = null;
        }
    }

    private void start(Map<String, Object> config) {
        ConfigReader reader = new ConfigReader(V4l2Config.class, config, inForce);
        Settings settings = Settings.of(reader);
        reader.log(log);
        inForce = reader.accepted();
        ScanStatus state = new ScanStatus(reader.summary());
        status = state;
        if (!machine.obstacle().isEmpty()) {
            state.set(BackendState.UNSUPPORTED, machine.obstacle());
            log.info("Linux cameras are not supported: {}", machine.obstacle());
            return;
        }
        VideoNodes nodes = new VideoNodes(machine.dev());
        Devices devices = new Devices(context, (kernel, found) -> new V4l2Device(kernel, threads, nodes, settings, found, state, log),
                settings.ranking(),
                log);
        discovery = new Discovery(machine.kernel(), nodes, sysfs, ids, settings,
                changed -> new ClaimedNodes(context, NAME, settings.ranking(), changed), devices, state, log);
        discovery.start();
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public BackendState getState() {
        return status.state();
    }

    @Override
    public String getReason() {
        return status.reason();
    }

    @Override
    public String getFindings() {
        return status.findings();
    }
}
