package org.obscura.camera.turbojpeg;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;

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

/** Registers the encoder where the library is, and says so in one line where it is not. */
@Component(service = {}, configurationPid = "org.obscura.camera.turbojpeg")
@Designate(ocd = TurboJpegCodec.Config.class)
public final class TurboJpegCodec {

    /** What can be set. */
    @ObjectClassDefinition(name = "Obscura libjpeg-turbo", description = "JPEG encoder over the system's libjpeg-turbo")
    public @interface Config {

        /** Which library. */
        @AttributeDefinition(name = "Library", description = "Path or name of the library, such as /opt/lib/libturbojpeg.so.0. Empty: the usual places")
        String library() default "";

        /** Before which encoders it comes. */
        @AttributeDefinition(name = "Service ranking", description = "The encoder of the highest ranking is used; that of the JDK has -1000")
        int service_ranking() default 0;
    }

    private final TurboJpegEncoder encoder;
    private final ServiceRegistration<ImageEncoder> registration;

    @Activate
    public TurboJpegCodec(BundleContext context, Config config,
            @Reference(service = LoggerFactory.class, cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY) Logger log) {
        encoder = open(config.library(), log);
        registration = encoder == null ? null : context.registerService(ImageEncoder.class, encoder,
                new Hashtable<>(Map.of(Constants.SERVICE_RANKING, config.service_ranking())));
    }

    /** The encoder, or null: a library that is missing is no error, since others can make JPEG as well. */
    static TurboJpegEncoder open(String library, Logger log) {
        try {
            TurboJpegLibrary opened = TurboJpegLibrary.open(library.isBlank() ? TurboJpegLibrary.usualNames() : List.of(library.strip()));
            if (log != null) {
                log.debug("JPEG pictures are made by {}", opened.path());
            }
            return new TurboJpegEncoder(opened);
        } catch (RuntimeException | LinkageError e) {
            if (log != null) {
                log.info("JPEG pictures are not made by libjpeg-turbo; install it (Debian: libturbojpeg0) or set library: {}", firstLine(e));
            }
            return null;
        }
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Deactivate
    void deactivate() {
        if (registration != null) {
            registration.unregister();
            encoder.close();
        }
    }
}
