package org.obscura.camera.support.sink;

import java.util.Dictionary;
import java.util.Map;

import org.obscura.camera.DeliveryException;
import org.obscura.camera.ImageDelivery;
import org.obscura.camera.ImageSink;
import org.obscura.camera.support.config.ConfigReader;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.log.Logger;

/** A sink whose configuration is wrong: it delivers nothing, and images wait for it in its outbox. */
public final class FaultySink implements ImageSink {
    private final String problem;

    private FaultySink(String problem) {
        this.problem = problem;
    }

    /**
     * Registers a sink that says what is wrong, and logs it.
     *
     * @param reader the mistakes of the configuration
     * @param values the configuration
     * @param name the name of the sink
     * @param kind the kind of the sink
     * @return the registration
     */
    public static ServiceRegistration<ImageSink> register(BundleContext context, ConfigReader reader, Map<String, ?> values, String name,
            String kind, Logger log) {
        Dictionary<String, Object> properties = SinkProperties.read(reader, values, name, kind, "");
        reader.log(log);
        log.warn("Sink {} delivers nothing until its configuration is corrected; images wait in its outbox", name);
        String problem = reader.problem();
        properties.put(PROBLEM, problem);
        return context.registerService(ImageSink.class, new FaultySink(problem), properties);
    }

    @Override
    public void deliver(ImageDelivery delivery) throws DeliveryException {
        throw DeliveryException.temporary(problem, (Throwable) null);
    }
}
