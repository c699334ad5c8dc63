package org.obscura.camera.webcam;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of the webcam backend. Its defaults are the only ones: {@link Settings} reads them from this type. */
@ObjectClassDefinition(name = "Obscura webcams", description = "Real cameras, each driven by a process of its own")
public @interface WebcamConfig {
    /** The PID. */
    String PID = "org.obscura.camera.webcam";

    @AttributeDefinition(name = "Driver",
            description = "Class that implements webcam-capture's WebcamDriver. Empty: the library's own natives")
    String driver() default "";

    @AttributeDefinition(name = "Driver class path", description = "Jars and folders of the driver, separated as in a class path")
    String driver_classpath() default "";

    @AttributeDefinition(name = "Java",
            description = "Executable and options of the child processes, separated by spaces, in double quotes where they contain "
                    + "spaces. Empty or options only: the Java that runs this")
    String java() default "";

    @AttributeDefinition(name = "Scan interval",
            description = "Time between scans for devices, such as 5s. 0: 1s on Linux, where that reads /dev; 30s elsewhere and for other "
                    + "drivers, where it starts a process")
    String scan_interval() default "0";

    @AttributeDefinition(name = "Open timeout",
            description = "Longest time that a device may take to open, the start of its process included, such as 30s. A scan for devices "
                    + "may take four times as long")
    String open_timeout() default "30s";

    @AttributeDefinition(name = "Frame timeout",
            description = "Longest wait for a frame, such as 30s. The shorter of this and the frame.timeout of the camera applies")
    String frame_timeout() default "30s";

    @AttributeDefinition(name = "Warm-up", description = "Frames to discard after opening, while exposure and white balance settle",
            min = "0", max = "1000")
    int warm_up() default 4;

    @AttributeDefinition(name = "Name filter",
            description = "Regular expression. Only devices whose name or id contains a match are offered. Empty: all")
    String name_filter() default "";

    @AttributeDefinition(name = "Frames to settle",
            description = "Frames to discard after controls were set, until the camera exposes with them. Controls are those of Linux",
            min = "0", max = "1000")
    int controls_settle_frames() default 3;

    @AttributeDefinition(name = "Restore controls",
            description = "Whether controls that were set become what they were when the camera was opened, once it is closed")
    boolean controls_restore() default true;

    @AttributeDefinition(name = "Ranking", description = "Service ranking of the devices. The device of the highest ranking is used first")
    int ranking() default 100;
}
