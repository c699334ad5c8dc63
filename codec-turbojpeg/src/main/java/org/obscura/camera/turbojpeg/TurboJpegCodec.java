package org.obscura.camera.turbojpeg;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;

import org.obscura.camera.codec.SystemLibrary;
import org.obscura.camera.spi.ImageDecoder;
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

/** Registers the encoder and the decoder if the library is installed; logs one line otherwise. */
@Component(service = {}, configurationPid = "org.obscura.camera.turbojpeg")
@Designate(ocd = TurboJpegCodec.Config.class)
public final class TurboJpegCodec {

    /** The configuration. */
    @ObjectClassDefinition(name = "Obscura libjpeg-turbo", description = "JPEG encoder and decoder over the system's libjpeg-turbo")
    public @interface Config {

        /** Returns the library. */
        @AttributeDefinition(name = "Library",
                description = "Path or name of the library, such as /opt/lib/libturbojpeg.so.0. Empty: the usual places")
        String library() default "";

        /** The ranking of both services. */
        @AttributeDefinition(name = "Service ranking",
                description = "The encoder and the decoder of the highest ranking are used; the encoder of the JDK has -1000")
        int service_ranking() default 0;
    }

    private final TurboJpegLibrary library;
    private TurboJpegEncoder encoder;
    private TurboJpegDecoder decoder;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    @Activate
    public TurboJpegCodec(BundleContext context, Config config,
            @Reference(service = LoggerFactory.class, cardinality = ReferenceCardinality.OPTIONAL,
                    policyOption = ReferencePolicyOption.GREEDY) Logger log) {
        library = SystemLibrary.openIfThere(config.library(), TurboJpegLibrary::usualNames, TurboJpegLibrary::new,
                new SystemLibrary.Task("JPEG images", "libjpeg-turbo", "libturbojpeg0"), log);
        if (library != null) {
            encoder = new TurboJpegEncoder(library);
            decoder = new TurboJpegDecoder(library);
            Hashtable<String, Object> properties = new Hashtable<>(Map.of(Constants.SERVICE_RANKING, config.service_ranking()));
            registrations.add(context.registerService(ImageEncoder.class, encoder, properties));
            registrations.add(context.registerService(ImageDecoder.class, decoder, properties));
        }
    }

    @Deactivate
    void deactivate() {
        if (library != null) {
            registrations.forEach(ServiceRegistration::unregister);
            encoder.close();
            decoder.close();
            library.close();
        }
    }
}
