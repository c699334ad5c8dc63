package org.obscura.camera.webcam;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the webcam backend. */
@ObjectClassDefinition(name = "Obscura webcams", description = "Real cameras, each driven by a process of its own")
public @interface WebcamConfig {

    @AttributeDefinition(name = "Driver",
            description = "Class that implements webcam-capture's WebcamDriver. Empty: the library's own natives")
    String driver() default "";

    @AttributeDefinition(name = "Driver class path", description = "Jars and folders of the driver, separated as in a class path")
    String driver_classpath() default "";

    @AttributeDefinition(name = "Java",
            description = "Executable and options of the child processes, separated by spaces, in double quotes "
                    + "where they hold spaces. Empty or options only: the Java that runs this")
    String java() default "";

    @AttributeDefinition(name = "Scan interval",
            description = "How often to look whether cameras came or went, in milliseconds. 0: 1000 on "
                    + "Linux, where that is a look at /dev; 30000 elsewhere and for other drivers, where it starts a process")
    long scan_interval() default 0;

    @AttributeDefinition(name = "Open timeout",
            description = "How long a camera may take to open, the start of its process included, in milliseconds")
    long open_timeout() default 30_000;

    @AttributeDefinition(name = "Frame timeout",
            description = "Longest wait for a frame, in milliseconds; the shorter of this and what the "
                    + "camera's own configuration says counts")
    long frame_timeout() default 30_000;

    @AttributeDefinition(name = "Warm-up", description = "Frames to let go by after opening, while exposure and white balance settle")
    int warm_up() default 4;

    @AttributeDefinition(name = "Name filter",
            description = "Regular expression; only cameras are offered in whose name or id it is found. Empty: all")
    String name_filter() default "";

    @AttributeDefinition(name = "Ranking", description = "Service ranking of the devices; the camera of the highest ranking is used first")
    int ranking() default 100;
}
