package org.obscura.camera.webcam;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

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

/** The backend's component: applies the configuration, and tells how the backend is doing. */
@Component(service = CameraBackend.class, configurationPid = WebcamConfig.PID, immediate = true, property = CameraBackend.BACKEND
        + "=" + Settings.BACKEND)
@Designate(ocd = WebcamConfig.class)
public final class WebcamBackend implements CameraBackend {
    private static final String DATA_FOLDER = "webcam";
    /**
     * Framework property: the folder that shows by its files which cameras are connected, for tests that bring cameras to a machine
     * without.
     */
    private static final String DEV = "org.obscura.camera.webcam.dev";

    private final BundleContext context;
    private final HostPaths machine;
    private final Logger log;
    private final Sysfs sysfs;
    private final CameraIds ids;
    private volatile ScanStatus status = new ScanStatus("");
    private Map<String, Object> inForce = Map.of();
    private BundleStorage files;
    private Discovery discovery;

    /** Where this machine shows its cameras, and memory as files. */
    record HostPaths(Path dev, Path sysfs, Path memory, String unsupported) {
        static HostPaths here(BundleContext context) {
            return new HostPaths(Path.of(Objects.requireNonNullElse(context.getProperty(DEV), "/dev")), Path.of("/sys/class/video4linux"),
                    Path.of("/dev/shm"), Platform.unsupported());
        }
    }

    /**
     * Starts looking for cameras.
     *
     * @param context this bundle's
     * @param config the configuration
     * @param log where to tell
     */
    @Activate
    public WebcamBackend(BundleContext context, Map<String, Object> config, @Reference(service = LoggerFactory.class) Logger log) {
        this(context, config, log, HostPaths.here(context));
    }

    WebcamBackend(BundleContext context, Map<String, ?> config, Logger log, HostPaths machine) {
        this.context = context;
        this.machine = machine;
        this.sysfs = new Sysfs(machine.sysfs());
        this.ids = new CameraIds(Settings.BACKEND, sysfs);
        this.log = PrintableLogger.of(log);
        start(config);
    }

    /** Applies a changed configuration: all devices are unregistered, and those that it selects are registered again. */
    @Modified
    void modified(Map<String, Object> config) {
        stop();
        start(config);
    }

    /** Takes all cameras away, and leaves nothing. */
    @Deactivate
    void stop() {
        if (discovery != null) {
            discovery.stop();
            discovery = null;
        }
    }

    private void start(Map<String, ?> config) {
        ConfigReader reader = new ConfigReader(WebcamConfig.class, config, inForce);
        Settings settings = Settings.read(reader);
        inForce = reader.accepted();
        reader.log(log);
        ScanStatus state = new ScanStatus(reader.summary());
        status = state;
        try {
            if (files == null) {
                files = new BundleStorage(context.getDataFile(DATA_FOLDER).toPath(), machine.memory());
            }
            CaptureProcessLauncher launcher = new CaptureProcessLauncher(settings, files, log);
            String obstacle = launcher.obstacle();
            if (!obstacle.isEmpty()) {
                unavailable(state, obstacle);
                return;
            }
            if (settings.driver().isEmpty() && !machine.unsupported().isEmpty()) {
                state.set(BackendState.UNSUPPORTED, machine.unsupported());
                log.info("Webcams are not supported: {}", machine.unsupported());
                return;
            }
            VideoNodes nodes = Platform.LINUX && settings.driver().isEmpty() ? new VideoNodes(machine.dev()) : null;
            Devices devices = new Devices(context, found -> new WebcamDevice(found, settings, launcher, nodes, state, log),
                    settings.ranking(),
                    log);
            discovery = new Discovery(settings, launcher, nodes,
                    changed -> new ClaimedNodes(context, Settings.BACKEND, settings.ranking(), changed),
                    new DeviceMatcher(settings, sysfs, ids, nodes), devices, state, log);
            discovery.start();
        } catch (IOException e) {
            unavailable(state,
                    "The bundle's data area cannot be used: " + e + ". Give the framework a storage folder that it may write to");
        }
    }

    private void unavailable(ScanStatus state, String reason) {
        state.set(BackendState.UNAVAILABLE, reason);
        log.error("Webcams are unavailable: {}", reason);
    }

    @Override
    public String getName() {
        return Settings.BACKEND;
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
