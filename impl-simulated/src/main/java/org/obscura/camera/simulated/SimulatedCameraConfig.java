package org.obscura.camera.simulated;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration of a simulated device. Its defaults are the only ones: {@link Settings} reads them from this type. */
@ObjectClassDefinition(name = "Obscura simulated camera",
        description = "A device without hardware: a test card, or the image files of a folder")
@interface SimulatedCameraConfig {

    @AttributeDefinition(name = "Id",
            description = "Name of the device; its device id is simulated:ID. Letters, digits, dot, dash, underscore. "
                    + "Empty: the name of the configuration")
    String id() default "";

    @AttributeDefinition(name = "Name", description = "Display name, also drawn on the test card. Empty: made from the id")
    String name() default "";

    @AttributeDefinition(name = "Position", description = "The side of the machine that the device faces",
            options = {@Option(label = "not known", value = "unspecified"),
                    @Option(label = "away from the user", value = "back"), @Option(label = "at the user", value = "front")})
    String position() default "unspecified";

    @AttributeDefinition(name = "Orientation", description = "Degrees by which an image must be turned clockwise to be upright",
            options = {
                    @Option(label = "0", value = "0"), @Option(label = "90", value = "90"), @Option(label = "180", value = "180"),
                    @Option(label = "270", value = "270")})
    int orientation() default 0;

    @AttributeDefinition(name = "Service ranking", description = "The device of the highest ranking is used first")
    int service_ranking() default -100;

    @AttributeDefinition(name = "Resolutions", description = "Sizes of the test card in pixels, WIDTHxHEIGHT, the preferred one first")
    String[] resolutions() default {"640x480", "1280x720", "1920x1080"};

    @AttributeDefinition(name = "Frame rate", description = "Frames per second, 0 to 10000. 0: a frame for each request")
    double frame_rate() default 30;

    @AttributeDefinition(name = "Pixel format", description = "Pixel format of the test card",
            options = {@Option(label = "BGR24", value = "bgr24"),
                    @Option(label = "RGB24", value = "rgb24"), @Option(label = "GRAY8", value = "gray8"),
                    @Option(label = "JPEG", value = "jpeg")})
    String pixel_format() default "bgr24";

    @AttributeDefinition(name = "Picture", description = "test-card, or a folder whose image files are delivered one after another")
    String picture() default "test-card";

    @AttributeDefinition(name = "Settle frames", description = "Frames that pass until changed controls take effect, 0 to 1000",
            min = "0", max = "1000")
    int settle_frames() default 0;

    @AttributeDefinition(name = "Latency", description = "Time from exposure to delivery of each frame, such as 50ms")
    String latency() default "0";

    @AttributeDefinition(name = "Open latency", description = "Time that opening takes, such as 500ms")
    String open_latency() default "0";

    @AttributeDefinition(name = "Seed", description = "Seed of the random numbers behind the rates below: the same seed, the same faults")
    long seed() default 1;

    @AttributeDefinition(name = "Failure rate", description = "Share of frames that fail, 0 to 1")
    double failure_rate() default 0;

    @AttributeDefinition(name = "Stall", description = "No frame is delivered while this is set")
    boolean stall() default false;

    @AttributeDefinition(name = "Stall rate", description = "Share of frames that are not delivered, 0 to 1")
    double stall_rate() default 0;

    @AttributeDefinition(name = "Short frame", description = "Every frame has half of its bytes while this is set")
    boolean short_frame() default false;

    @AttributeDefinition(name = "Short frame rate", description = "Share of frames with half of their bytes, 0 to 1")
    double short_rate() default 0;

    @AttributeDefinition(name = "Unplug", description = "The device is unplugged while this is set")
    boolean unplug() default false;

    @AttributeDefinition(name = "Unplug rate", description = "Share of frames at which the device is unplugged, 0 to 1")
    double unplug_rate() default 0;

    @AttributeDefinition(name = "Unplug time", description = "How long the device stays unplugged when the rate unplugs it, such as 1s")
    String unplug_time() default "1s";

    @AttributeDefinition(name = "Name hint", description = "How a console lists the configuration")
    String webconsole_configurationFactory_nameHint() default "{id} {picture}";
}
