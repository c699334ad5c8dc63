package org.obscura.camera.trigger;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be set for a profile of controls. The defaults are read from this type. */
@ObjectClassDefinition(name = "Obscura profile", description = "Controls that a camera has at some times, such as by day and by night")
@interface ProfileConfig {
    @AttributeDefinition(name = "Camera", description = "The id of the camera; it may appear later")
    String camera() default "default";

    @AttributeDefinition(name = "Controls", description = "Controls of the camera while the window is open, such as exposure.time=40ms, "
            + "exposure.gain=12. When it closes they become what they were before")
    String[] controls() default {};

    @AttributeDefinition(name = "Between", description = "The window, two times with .. between them, such as 20:00..06:00 or "
            + "sunset..sunrise. Empty: the whole day")
    String between() default "";

    @AttributeDefinition(name = "Days", description = "Only on these days of the week, such as MON-FRI or SAT, SUN. A window past midnight "
            + "belongs to the day on which it begins. Empty: all days")
    String[] days() default {};

    @AttributeDefinition(name = "Zone", description = "The time zone of between and days, such as Europe/Berlin. Empty: the zone of this "
            + "machine")
    String zone() default "";

    @AttributeDefinition(name = "Latitude", description = "Degrees, north positive, such as 52.52; for times of the sun")
    String latitude() default "";

    @AttributeDefinition(name = "Longitude", description = "Degrees, east positive, such as 13.41; for times of the sun")
    String longitude() default "";

    @AttributeDefinition(name = "Name hint", description = "How a console lists the configuration")
    String webconsole_configurationFactory_nameHint() default "{camera} {between}";
}
