package org.obscura.camera.process;

import java.util.Map;
import java.util.Set;

import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.credentials.RefusedPassword;
import org.obscura.camera.support.credentials.RefusedPasswords;
import org.obscura.camera.support.registration.BackendStatus;
import org.obscura.camera.support.registration.ConfiguredDevice;
import org.obscura.camera.support.registration.DeviceOptions;
import org.obscura.camera.support.logging.PrintableLogger;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/** The camera of one configuration. */
@Component(service = {}, immediate = true, configurationPid = ProcessSettings.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ProcessCameraConfig.class, factory = true)
public final class ProcessCamera {
    /** What decides to whom which password is sent, and how. */
    private static final Set<String> SENT = Set.of("preset", "command", "executable", "options", "source", "username", ".password");

    private final BackendStatus status;
    private final Logger log;
    private final ConfiguredDevice device;
    private final RefusedPasswords passwords;
    private RefusedPassword refused = RefusedPassword.inMemory();
    private Map<String, Object> inForce = Map.of();

    /**
     * Made by Declarative Services.
     *
     * @param context this bundle's
     * @param backend the backend
     * @param log the log
     * @param config the configuration
     */
    @Activate
    public ProcessCamera(BundleContext context, @Reference ProcessBackend backend, @Reference(service = LoggerFactory.class) Logger log,
            Map<String, Object> config) {
        String id = ProcessSettings.BACKEND + ":" + DeviceOptions.name(ProcessSettings.PID, config);
        this.status = backend.status();
        this.log = PrintableLogger.of(log);
        this.passwords = RefusedPasswords.of(context);
        this.device = new ConfiguredDevice(id, "obscura-check-" + id, context, backend.status(), this.log);
        apply(config);
    }

    @Modified
    void apply(Map<String, Object> config) {
        ConfigReader reader = new ConfigReader(ProcessCameraConfig.class, config, inForce);
        try {
            ProcessSettings settings = ProcessSettings.read(reader, config);
            inForce = reader.accepted();
            device.setMistakes(reader.summary());
            refused = passwords.of(config, SENT, sentence -> log.warn("{}", sentence));
            RefusedPassword password = refused;
            device.set(lost -> new ProcessDevice(settings, password, status, lost, log), settings.ranking());
        } catch (IllegalArgumentException e) {
            reader.reject(e.getMessage());
            device.reject(reader.problem());
        }
        reader.log(log);
    }

    /** A configuration that was deleted and is made again is a new one, whatever it holds. */
    @Deactivate
    void close(int reason) {
        device.close();
        if (reason == ComponentConstants.DEACTIVATION_REASON_CONFIGURATION_DELETED) {
            refused.forget();
        }
    }
}
