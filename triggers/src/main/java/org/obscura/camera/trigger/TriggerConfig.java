package org.obscura.camera.trigger;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What can be set for a trigger. The defaults are read from this type. */
@ObjectClassDefinition(name = "Obscura trigger", description = "Captures by interval, cron, time of day, event or motion. Set one of "
        + "interval, cron, times, topic and analyzer")
@interface TriggerConfig {
    @AttributeDefinition(name = "Camera", description = "The id of the camera that captures; it may appear later")
    String camera() default "default";

    @AttributeDefinition(name = "Interval", description = "Time from one image to the next, 100ms to 365d, such as 10m, by a clock that is "
            + "never set. The first image is taken at once, and when the window opens")
    String interval() default "";

    @AttributeDefinition(name = "Cron", description = "Five fields (minute, hour, day of the month, month, day of the week), such as "
            + "0 7-19 * * MON-FRI, or six with the second first; or @hourly, @daily, @weekly, @monthly, @yearly")
    String cron() default "";

    @AttributeDefinition(name = "Times", description = "Times of the day, such as 08:30, sunrise+15m, sunset: the clock, dawn, sunrise, "
            + "sunset or dusk, with an offset up to 12h")
    String[] times() default {};

    @AttributeDefinition(name = "Topic", description = "The topic of events that capture, such as org/example/DOOR or org/example/*")
    String topic() default "";

    @AttributeDefinition(name = "Filter", description = "LDAP filter on the properties of these events, such as (state=open). Empty: all")
    String filter() default "";

    @AttributeDefinition(name = "Analyzer", description = "The analyzer of frames whose findings capture, such as motion")
    String analyzer() default "";

    @AttributeDefinition(name = "Options of the analyzer", description = "For motion: area, the percentage of the image that must change "
            + "(1), and threshold, the difference of brightness that counts, up to 255 (12), such as area=3, threshold=20")
    String[] analyzer_options() default {};

    @AttributeDefinition(name = "Before",
            description = "What is saved of the time before each capture: the frames of a time such as 5s, up "
                    + "to 5m, or a number of frames, up to 1000. Empty: nothing")
    String before() default "";

    @AttributeDefinition(name = "Frame rate", description = "How many frames in a second are kept and analyzed, 0.1 to 30")
    double frame_rate() default 5;

    @AttributeDefinition(name = "Memory",
            description = "The most megabytes that the kept frames of this trigger have, 1 to 1024; the oldest "
                    + "are dropped")
    int memory() default 32;

    @AttributeDefinition(name = "Minimum distance",
            description = "Least time between two images that events or findings cause; those before "
                    + "are missed")
    String minimum_distance() default "1s";

    @AttributeDefinition(name = "Check",
            description = "For what a frame is checked before it is saved: black, blurred, cut (its lower part "
                    + "is missing). If it is, one more frame is exposed and saved in its place, whatever it is like. Empty: nothing")
    String[] check() default {};

    @AttributeDefinition(name = "Brightness of the check", description = "A frame is black if at least 98 % of it are darker than this, "
            + "1 to 255")
    int check_brightness() default 16;

    @AttributeDefinition(name = "Sharpness of the check",
            description = "A frame is blurred if at least 80 % of it are less sharp than this, "
                    + "0.1 to 100000. The log says how sharp a blurred image is")
    double check_sharpness() default 30;

    @AttributeDefinition(name = "Between", description = "Only in this window, two times with .. between them, such as 08:00..18:00, "
            + "sunrise..sunset or dusk-10m..02:00. Empty: the whole day")
    String between() default "";

    @AttributeDefinition(name = "Days", description = "Only on these days of the week, such as MON-FRI or SAT, SUN. A window past midnight "
            + "belongs to the day on which it begins. Empty: all days")
    String[] days() default {};

    @AttributeDefinition(name = "Zone", description = "The time zone of cron, times, between and days, such as Europe/Berlin. Empty: the "
            + "zone of this machine")
    String zone() default "";

    @AttributeDefinition(name = "Latitude", description = "Degrees, north positive, such as 52.52; for times of the sun")
    String latitude() default "";

    @AttributeDefinition(name = "Longitude", description = "Degrees, east positive, such as 13.41; for times of the sun")
    String longitude() default "";

    @AttributeDefinition(name = "Missed", description = "What becomes of due times at which no image could be taken, since the camera, the "
            + "device or this program did not run. catch-up: one image for all of them, as soon as possible",
            options = {@Option(label = "skip", value = "skip"), @Option(label = "catch up", value = "catch-up")})
    String missed() default "skip";

    @AttributeDefinition(name = "Location", description = "A file or folder of the images. Empty: as the camera is configured")
    String location() default "";

    @AttributeDefinition(name = "Format",
            description = "jpeg, png or another that is installed. Empty: by the suffix of the location, else "
                    + "the camera's")
    String format() default "";

    @AttributeDefinition(name = "Quality", description = "1 (smallest file) to 100 (best image). Empty: the camera's")
    String quality() default "";

    @AttributeDefinition(name = "Resolution", description = "The size of the images, such as 1280x720. Empty: the camera's")
    String resolution() default "";

    @AttributeDefinition(name = "Metadata", description = "Metadata of the images, such as Title=Yard, Author=Gateway 7")
    String[] metadata() default {};

    @AttributeDefinition(name = "Controls", description = "Controls of the device for these images, such as exposure.time=10ms")
    String[] controls() default {};

    @AttributeDefinition(name = "Name hint", description = "How a console lists the configuration")
    String webconsole_configurationFactory_nameHint() default "{camera} {interval}{cron}{times}{topic}{analyzer}";
}
