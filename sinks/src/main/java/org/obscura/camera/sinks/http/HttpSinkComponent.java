package org.obscura.camera.sinks.http;

import java.util.Dictionary;
import java.util.Map;

import org.obscura.camera.ImageSink;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.logging.PrintableLogger;
import org.obscura.camera.support.sink.FaultySink;
import org.obscura.camera.support.sink.SinkProperties;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/** The HTTP sink of one configuration. */
@Component(service = {}, immediate = true, configurationPid = HttpSinkComponent.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = HttpSinkConfig.class, factory = true)
public final class HttpSinkComponent {
    static final String PID = "org.obscura.camera.sink.http";

    private final ServiceRegistration<ImageSink> registration;

    @Activate
    public HttpSinkComponent(BundleContext context, Map<String, Object> config, @Reference(service = LoggerFactory.class) Logger logger) {
        Logger log = PrintableLogger.of(logger);
        ConfigReader reader = new ConfigReader(HttpSinkConfig.class, config, Map.of());
        String name = SinkProperties.name(PID, config);
        ServiceRegistration<ImageSink> registered;
        try {
            HttpSinkSettings settings = HttpSinkSettings.read(reader, name);
            Dictionary<String, Object> properties = SinkProperties.read(reader, config, name, "http",
                    settings.method() + " " + settings.target());
            properties.put("parallel", reader.integer("parallel", 1, 64));
            registered = context.registerService(ImageSink.class, new HttpSink(name, settings), properties);
            reader.log(log);
        } catch (IllegalArgumentException e) {
            reader.reject(e.getMessage());
            registered = FaultySink.register(context, reader, config, name, "http", log);
        }
        registration = registered;
    }

    @Deactivate
    void close() {
        registration.unregister();
    }
}
