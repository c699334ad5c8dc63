package org.obscura.camera.process;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What can be set for a camera behind a program. The defaults are read from this type. */
@ObjectClassDefinition(name = "Obscura program camera", description = "A camera behind a program that writes images to its output")
@interface ProcessCameraConfig {

    @AttributeDefinition(name = "Preset", description = "A program and its options; command: what 'command' says", options = {
            @Option(label = "ffmpeg", value = "ffmpeg"), @Option(label = "rpicam", value = "rpicam"),
            @Option(label = "gphoto2", value = "gphoto2"),
            @Option(label = "GStreamer", value = "gstreamer"), @Option(label = "command", value = "command")})
    String preset() default "command";

    @AttributeDefinition(name = "Command",
            description = "Program and arguments, separated by spaces, in double quotes where they hold spaces. {width}, "
                    + "{height} (of 'resolutions') and {source} are replaced; user name and password are in the environment as "
                    + "OBSCURA_USERNAME and OBSCURA_PASSWORD. Its output is JPEG, or Netpbm P5 or P6")
    String command() default "";

    @AttributeDefinition(name = "Source",
            description = "What the preset reads. ffmpeg: an rtsp, rtsps, http or https address, in which {username} and "
                    + "{password} may have places, a file, v4l2:NODE, avfoundation:INDEX, dshow:NAME or lavfi:FILTER; gphoto2: a port; "
                    + "gstreamer: the pipeline before the encoder")
    String source() default "";

    @AttributeDefinition(name = "User name", description = "Of the source. Empty: it requires none")
    String username() default "";

    @AttributeDefinition(name = "Password",
            description = "Of the source. Never in the arguments of the program, which every user can read. One that is "
                    + "refused is not sent again until it, the user name or the command line changes",
            type = AttributeType.PASSWORD)
    String _password() default "";

    @AttributeDefinition(name = "Executable", description = "Path of the preset's program. Empty: it is searched in PATH")
    String executable() default "";

    @AttributeDefinition(name = "Options",
            description = "More arguments for the preset's program, before its source, separated as in 'command'")
    String options() default "";

    @AttributeDefinition(name = "Output",
            description = "How ffmpeg and gstreamer write images. raw: without compression; jpeg: compressed; copy: the JPEG "
                    + "images of the source untouched",
            options = {@Option(label = "raw", value = "raw"), @Option(label = "jpeg", value = "jpeg"),
                    @Option(label = "copy", value = "copy")})
    String output() default "raw";

    @AttributeDefinition(name = "Pixel format",
            description = "Of what the program writes. auto: JPEG, or Netpbm P5 or P6, as the first bytes show; else frames "
                    + "without a header in the size of 'resolutions'",
            options = {@Option(label = "JPEG or Netpbm", value = "auto"), @Option(label = "bgr24", value = "bgr24"),
                    @Option(label = "rgb24", value = "rgb24"), @Option(label = "gray8", value = "gray8")})
    String pixel_format() default "auto";

    @AttributeDefinition(name = "Run",
            description = "continuous: the program runs and writes image after image; each-image: it is started for each image; "
                    + "auto: as the preset prefers",
            options = {@Option(label = "auto", value = "auto"), @Option(label = "continuous", value = "continuous"),
                    @Option(label = "each image", value = "each-image")})
    String run() default "auto";

    @AttributeDefinition(name = "Resolutions",
            description = "Sizes WIDTHxHEIGHT that the program offers, the preferred one first. Empty: it has "
                    + "one size")
    String[] resolutions() default {};

    @AttributeDefinition(name = "Latency",
            description = "The most time that passes between an exposure and the arrival of the image. Images that arrive "
                    + "earlier than this after a request are not used for it, since they may be older")
    String latency() default "300ms";

    @AttributeDefinition(name = "Start timeout", description = "How long the first image may take after the program was started")
    String start_timeout() default "20s";

    @AttributeDefinition(name = "Largest image", description = "The most megabytes that an image may have")
    int image_limit() default 128;

    @AttributeDefinition(name = "Name", description = "Name for people. Empty: made from the name of the configuration")
    String name() default "";

    @AttributeDefinition(name = "Position", description = "Where the camera looks",
            options = {@Option(label = "not known", value = "unspecified"),
                    @Option(label = "away from the user", value = "back"), @Option(label = "at the user", value = "front")})
    String position() default "unspecified";

    @AttributeDefinition(name = "Orientation", description = "Degrees by which an image must be turned clockwise to stand upright",
            options = {
                    @Option(label = "0", value = "0"), @Option(label = "90", value = "90"), @Option(label = "180", value = "180"),
                    @Option(label = "270", value = "270")})
    int orientation() default 0;

    @AttributeDefinition(name = "Service ranking", description = "The device of the highest ranking is used first")
    int service_ranking() default 50;

    @AttributeDefinition(name = "Name hint", description = "How a console lists the configuration")
    String webconsole_configurationFactory_nameHint() default "{preset} {source}";
}
