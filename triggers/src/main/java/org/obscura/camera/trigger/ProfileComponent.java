package org.obscura.camera.trigger;

import java.time.ZoneId;
import java.util.Map;

import org.obscura.camera.support.config.ConfigName;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.logging.PrintableLogger;
import org.obscura.camera.trigger.schedule.Window;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/** The profile of one configuration. */
@Component(service = {}, immediate = true, configurationPid = ProfileComponent.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ProfileConfig.class, factory = true)
public final class ProfileComponent {
    static final String PID = "org.obscura.camera.profile";

    private final ControlProfiles profiles;
    private final Logger log;
    private final String name;

    /**
     * Made by Declarative Services.
     *
     * @param profiles applies the profiles
     * @param log the log
     * @param config the configuration
     */
    @Activate
    public ProfileComponent(@Reference ControlProfiles profiles, @Reference(service = LoggerFactory.class) Logger log,
            Map<String, Object> config) {
        this.profiles = profiles;
        this.log = PrintableLogger.of(log);
        this.name = ConfigName.instance(PID, config);
        apply(config);
    }

    /** Applies a configuration. With a mistake the profile stays what it was. */
    @Modified
    void apply(Map<String, Object> config) {
        ConfigReader reader = ConfigReader.strict(ProfileConfig.class, config);
        SettingsReader values = new SettingsReader(reader);
        ZoneId zone = values.zone();
        Window window = values.window(zone, values.place().orElse(null));
        Profile profile = new Profile(name, reader.text("camera"), window, values.controls());
        if (profile.controls().isEmpty() && reader.errors().isEmpty()) {
            reader.reject("'controls' is empty; set controls such as exposure.time=40ms");
        }
        profile.controls().forEach((key, value) -> {
            if ("".equals(value)) {
                reader.reject("controls: '" + key + "' has no value; give it one, or leave it out");
            }
        });
        reader.log(log);
        if (reader.errors().isEmpty()) {
            profiles.put(profile);
        } else {
            log.warn("The configuration of the profile {} is not applied, until it is corrected", name);
        }
    }

    @Deactivate
    void close() {
        profiles.remove(name);
    }
}
