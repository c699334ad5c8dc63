package org.obscura.camera.v4l2;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the backend. The defaults here are the only ones. */
@ObjectClassDefinition(name = "Obscura Linux cameras", description = "Cameras of the Linux kernel (V4L2)")
public @interface V4l2Config {

    @AttributeDefinition(name = "Formats",
            description = "Formats in which frames may be taken, the preferred one first. MJPG and JPEG reach a "
                    + "JPEG file untouched; the others are converted, which takes time. Of those that offer a size, the first that gives "
                    + "the frame rate is taken")
    String[] formats() default {"MJPG", "JPEG", "BGR3", "RGB3", "YUYV", "UYVY", "NV12", "YU12", "GREY"};

    @AttributeDefinition(name = "Frame rate",
            description = "Frames per second that are wanted, 0.01 to 1000. A lower rate leaves more of a "
                    + "USB bus to other cameras")
    double frame_rate() default 30;

    @AttributeDefinition(name = "Buffers",
            description = "Buffers that the driver fills, 2 to 32. More of them bridge longer pauses of this system")
    int buffers() default 4;

    @AttributeDefinition(name = "Warm-up",
            description = "Frames to discard after opening, while exposure and white balance settle, 0 to 1000")
    int warm_up() default 4;

    @AttributeDefinition(name = "Exposure lead",
            description = "How long before its time stamp a frame may have been exposed. 'auto': one frame interval, "
                    + "or nothing where the driver knows when the exposure began. A duration such as 10ms: that")
    String exposure_lead() default "auto";

    @AttributeDefinition(name = "Open timeout", description = "How long a camera may take to open, such as 10s")
    String open_timeout() default "10s";

    @AttributeDefinition(name = "Look interval",
            description = "How often to look at /dev for cameras, besides when the kernel reports a change there, "
                    + "such as 5s. Where a camera cannot be used for want of permission, each second")
    String look_interval() default "5s";

    @AttributeDefinition(name = "Name filter",
            description = "Regular expression; only cameras are offered in whose name or id it is found. Empty: all")
    String name_filter() default "";

    @AttributeDefinition(name = "Ranking",
            description = "Service ranking of the devices; the camera of the highest ranking is used first. Where another "
                    + "backend offers the same camera, the one of the higher ranking does")
    int ranking() default 150;

    @AttributeDefinition(name = "Frames to settle",
            description = "Frames to discard after controls were set, until the camera exposes with them, "
                    + "0 to 1000")
    int controls_settle_frames() default 3;

    @AttributeDefinition(name = "Restore controls",
            description = "Whether controls that were set become what they were when the camera was opened, "
                    + "once it is closed")
    boolean controls_restore() default true;
}
