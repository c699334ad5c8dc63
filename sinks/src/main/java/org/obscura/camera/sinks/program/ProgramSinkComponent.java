package org.obscura.camera.sinks.program;

import java.time.Duration;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.obscura.camera.ImageSink;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.logging.PrintableLogger;
import org.obscura.camera.support.process.CommandLine;
import org.obscura.camera.support.sink.FaultySink;
import org.obscura.camera.support.sink.ImageTemplate;
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

/** The program sink of one configuration. */
@Component(service = {}, immediate = true, configurationPid = ProgramSinkComponent.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ProgramSinkConfig.class, factory = true)
public final class ProgramSinkComponent {
    static final String PID = "org.obscura.camera.sink.program";

    private final ServiceRegistration<ImageSink> registration;

    @Activate
    public ProgramSinkComponent(BundleContext context, Map<String, Object> config,
            @Reference(service = LoggerFactory.class) Logger logger) {
        Logger log = PrintableLogger.of(logger);
        ConfigReader reader = new ConfigReader(ProgramSinkConfig.class, config, Map.of());
        String name = SinkProperties.name(PID, config);
        ServiceRegistration<ImageSink> registered;
        try {
            List<ImageTemplate> words = words(reader.text("command"));
            ProgramSink sink = new ProgramSink(name, words,
                    reader.duration("time.limit", Duration.ofMillis(100), Duration.ofDays(1), Duration.ofSeconds(1)), codes(reader), log);
            Dictionary<String, Object> properties = SinkProperties.read(reader, config, name, "program", words.get(0).toString());
            properties.put("parallel", reader.integer("parallel", 1, 64));
            registered = context.registerService(ImageSink.class, sink, properties);
            reader.log(log);
        } catch (IllegalArgumentException e) {
            reader.reject(e.getMessage());
            registered = FaultySink.register(context, reader, config, name, "program", log);
        }
        registration = registered;
    }

    private static List<ImageTemplate> words(String command) {
        List<String> words = CommandLine.split("command", command);
        if (words.isEmpty()) {
            throw new IllegalArgumentException(
                    "'command' is missing; it must be a program and its arguments, such as /usr/bin/upload {path}");
        }
        return words.stream().map(word -> ImageTemplate.of("command", word)).toList();
    }

    private static Set<Integer> codes(ConfigReader reader) {
        return Set.copyOf(reader.list("refused.codes", text -> {
            int code = Integer.parseInt(text);
            if (code < 1 || code > 255) {
                throw new IllegalArgumentException();
            }
            return code;
        }, "an exit code from 1 to 255", List.of()));
    }

    @Deactivate
    void close() {
        registration.unregister();
    }
}
