package org.obscura.camera.ip;

import java.util.Map;
import java.util.Set;

import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.credentials.RefusedPassword;
import org.obscura.camera.support.credentials.RefusedPasswords;
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

/** The network camera of one configuration. */
@Component(service = {}, immediate = true, configurationPid = IpSettings.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = IpCameraConfig.class, factory = true)
public final class IpCamera {
    /** What decides to whom which password is sent, and how. */
    private static final Set<String> SENT = Set.of("url", "type", "username", ".password");

    private final String name;
    private final IpBackend backend;
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
    public IpCamera(BundleContext context, @Reference IpBackend backend, @Reference(service = LoggerFactory.class) Logger log,
            Map<String, Object> config) {
        this.name = DeviceOptions.name(IpSettings.PID, config);
        String id = IpSettings.BACKEND + ":" + name;
        this.backend = backend;
        this.log = PrintableLogger.of(log);
        this.passwords = RefusedPasswords.of(context);
        this.device = new ConfiguredDevice(id, "obscura-check-" + id, context, backend.status(), this.log);
        apply(config);
    }

    @Modified
    void apply(Map<String, Object> config) {
        ConfigReader reader = new ConfigReader(IpCameraConfig.class, config, inForce);
        try {
            IpSettings settings = IpSettings.read(reader, config);
            inForce = reader.accepted();
            device.setMistakes(reader.summary());
            backend.addHost(name, settings.address().uri(null).getHost());
            refused = passwords.of(config, SENT, this::warn);
            RefusedPassword password = refused;
            device.set(lost -> new IpDevice(settings, password, backend.status(), lost, this::warn), settings.ranking());
        } catch (IllegalArgumentException e) {
            reader.reject(e.getMessage());
            device.reject(reader.problem());
        }
        reader.log(log);
    }

    private void warn(String sentence) {
        log.warn("{}: {}", name, sentence);
    }

    /** A configuration that was deleted and is made again is a new one, whatever it holds. */
    @Deactivate
    void close(int reason) {
        backend.removeHost(name);
        device.close();
        if (reason == ComponentConstants.DEACTIVATION_REASON_CONFIGURATION_DELETED) {
            refused.forget();
        }
    }
}
