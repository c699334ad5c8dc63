package org.obscura.camera.webp;

import java.util.Hashtable;
import java.util.Map;

import org.obscura.camera.codec.SystemLibrary;
import org.obscura.camera.spi.ImageEncoder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Registers the encoder if the library is installed; logs one line otherwise. */
@Component(service = {}, configurationPid = "org.obscura.camera.webp")
@Designate(ocd = WebpCodec.Config.class)
public final class WebpCodec {

    /** The configuration. */
    @ObjectClassDefinition(name = "Obscura WebP", description = "WebP encoder over the system's libwebp")
    public @interface Config {

        /** Returns the library. */
        @AttributeDefinition(name = "Library",
                description = "Path or name of the library, such as /opt/lib/libwebp.so.7. Empty: the usual places")
        String library() default "";

        /** The ranking of the service. */
        @AttributeDefinition(name = "Service ranking", description = "The encoder of the highest ranking is used")
        int service_ranking() default 0;
    }

    private final WebpEncoder encoder;
    private final ServiceRegistration<ImageEncoder> registration;

    @Activate
    public WebpCodec(BundleContext context, Config config,
            @Reference(service = LoggerFactory.class, cardinality = ReferenceCardinality.OPTIONAL,
                    policyOption = ReferencePolicyOption.GREEDY) Logger log) {
        encoder = open(config.library(), log);
        registration = encoder == null ? null : context.registerService(ImageEncoder.class, encoder,
                new Hashtable<>(Map.of(Constants.SERVICE_RANKING, config.service_ranking())));
    }

    private static WebpEncoder open(String library, Logger log) {
        return SystemLibrary.openIfThere(library, WebpLibrary::usualNames, opened -> new WebpEncoder(new WebpLibrary(opened)),
                new SystemLibrary.Task("WebP images", "libwebp", "libwebp7"), log);
    }

    @Deactivate
    void deactivate() {
        if (registration != null) {
            registration.unregister();
            encoder.close();
        }
    }
}
