package org.obscura.camera.core.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration of a camera. Its defaults are the only ones: {@link SettingsReader} reads them from this type. */
@ObjectClassDefinition(factoryPid = CameraConfiguration.PID, name = "Obscura camera",
        description = "A camera that applications use. Without any configuration there is one, called default")
public @interface CameraConfiguration {
    /** The factory PID. */
    String PID = "org.obscura.camera";

    @AttributeDefinition(name = "Camera id",
            description = "The name by which applications find the camera. Empty: the name of the configuration", required = false)
    String camera_id() default "";

    @AttributeDefinition(name = "Device",
            description = "LDAP filter on the properties of devices, such as (camera.backend=webcam). Empty: any device. "
                    + "The matching device of the highest service.ranking is used",
            required = false)
    String device_target() default "";

    @AttributeDefinition(name = "Start", description = "Whether the camera is active from the beginning")
    boolean autostart() default true;

    @AttributeDefinition(name = "Folder",
            description = "Default folder of images; created if missing. Empty: the system's folder of pictures",
            required = false)
    String directory() default "";

    @AttributeDefinition(name = "Name pattern",
            description = "Names of images whose request gives none, with sub-folders, such as "
                    + "{date:yyyy-MM-dd}/{camera}-{time:HHmmss}-{counter:3}. Fields: date, time, camera, device, counter",
            required = false)
    String name_pattern() default "IMG_{counter:8}";

    @AttributeDefinition(name = "Latest image",
            description = "Name of a file in the folder that is always the latest saved image, such as latest.jpg. Empty: none",
            required = false)
    String latest() default "";

    @AttributeDefinition(name = "Time zone",
            description = "Zone of dates and times in names, such as UTC or Europe/Berlin. Empty: that of the system", required = false)
    String time_zone() default "";

    @AttributeDefinition(name = "Greatest age",
            description = "How old images in the folder become before they are deleted, such as 30d. 0: any age")
    String retention_age() default "0";

    @AttributeDefinition(name = "Most images", description = "How many images are kept in the folder. 0: any number", min = "0")
    int retention_count() default 0;

    @AttributeDefinition(name = "Most bytes", description = "How much space the images in the folder take, such as 2GB. 0: any")
    String retention_bytes() default "0";

    @AttributeDefinition(name = "Free space",
            description = "How much space of the file system stays free, as long as there are images to delete, such as 1GB. 0: any")
    String retention_free() default "0";

    @AttributeDefinition(name = "Allowed folders",
            description = "The only folders, with subfolders, that images may be written to, after links are resolved. Empty: any folder",
            required = false)
    String[] allowed_directories() default {};

    @AttributeDefinition(name = "Format",
            description = "File format where no suffix selects one: jpeg, png, tiff, bmp, or one that a codec adds, such as webp")
    String format() default "jpeg";

    @AttributeDefinition(name = "Masks",
            description = "Rectangles of the frame that are filled with black, x,y,width,height in pixels, with semicolons between them",
            required = false)
    String image_mask() default "";

    @AttributeDefinition(name = "Size of masks",
            description = "The size of the frame in which the masks were measured, WIDTHxHEIGHT; frames of another size have them in the "
                    + "same place. Empty: they count the pixels of each frame",
            required = false)
    String image_mask_size() default "";

    @AttributeDefinition(name = "Crop", description = "The rectangle of the frame that stays, x,y,width,height in pixels. Empty: all",
            required = false)
    String image_crop() default "";

    @AttributeDefinition(name = "Rotate",
            description = "Degrees by which images are turned clockwise; upright: as their orientation says",
            options = {@Option(label = "0", value = "0"), @Option(label = "90", value = "90"), @Option(label = "180", value = "180"),
                    @Option(label = "270", value = "270"), @Option(label = "Upright", value = "upright")})
    String image_rotate() default "0";

    @AttributeDefinition(name = "Flip", description = "How images are mirrored",
            options = {@Option(label = "None", value = "none"), @Option(label = "Left and right", value = "horizontal"),
                    @Option(label = "Top and bottom", value = "vertical")})
    String image_flip() default "none";

    @AttributeDefinition(name = "Scale", description = "The largest size of images, WIDTHxHEIGHT; larger ones are scaled down. Empty: any",
            required = false)
    String image_scale() default "";

    @AttributeDefinition(name = "Text",
            description = "A text on images, such as {camera} {date} {time:HH:mm:ss}. Fields: date, time, camera, device", required = false)
    String image_text() default "";

    @AttributeDefinition(name = "Text position", description = "Where the text is",
            options = {@Option(label = "Top left", value = "top-left"), @Option(label = "Top", value = "top"),
                    @Option(label = "Top right", value = "top-right"), @Option(label = "Bottom left", value = "bottom-left"),
                    @Option(label = "Bottom", value = "bottom"), @Option(label = "Bottom right", value = "bottom-right")})
    String image_text_position() default "bottom-left";

    @AttributeDefinition(name = "Text size", description = "Height of the text in pixels. 0: a thirtieth of the image", min = "0",
            max = "1000")
    int image_text_size() default 0;

    @AttributeDefinition(name = "Quality", description = "1 (smallest file) to 100 (best image), for lossy formats",
            type = AttributeType.INTEGER, min = "1", max = "100")
    int quality() default 90;

    @AttributeDefinition(name = "Existing files", description = "What happens to an existing file of the name that a request gives",
            options = {@Option(label = "Overwrite", value = "overwrite"), @Option(label = "Fail", value = "fail"),
                    @Option(label = "Rename", value = "rename")})
    String existing() default "overwrite";

    @AttributeDefinition(name = "Sync", description = "Whether file and folder are forced to disk before an image is announced as saved")
    boolean sync() default false;

    @AttributeDefinition(name = "Queue capacity", description = "How many requests may wait", min = "1", max = "1000000")
    int queue_capacity() default 256;

    @AttributeDefinition(name = "Device timeout", description = "Longest time that a request waits for a device, such as 500ms or 10s")
    String device_timeout() default "10s";

    @AttributeDefinition(name = "Open timeout", description = "Longest time that a device may take to open, such as 30s")
    String open_timeout() default "30s";

    @AttributeDefinition(name = "Frame timeout", description = "Longest time that a device may take to deliver a frame, such as 5s")
    String frame_timeout() default "5s";

    @AttributeDefinition(name = "Idle timeout",
            description = "Time after the last request until the device is closed, such as 30s. 0: never")
    String idle_timeout() default "30s";

    @AttributeDefinition(name = "Previews", description = "How many previews are kept, within 32 MB for all cameras", min = "0",
            max = "10000")
    int previews() default 16;

    @AttributeDefinition(name = "Resolution",
            description = "Size of frames for requests that name none, such as 1280x720. Empty: the device chooses", required = false)
    String resolution() default "";

    @AttributeDefinition(name = "Metadata",
            description = "Metadata of images whose requests do not set them, such as Title=Yard, Author=Gateway 7", required = false)
    String[] metadata();

    @AttributeDefinition(name = "Controls",
            description = "Settings of the device for requests that do not set them, such as exposure.mode=manual, exposure.time=10ms",
            required = false)
    String[] controls();

    @AttributeDefinition(name = "Name hint", description = "How a console lists the configuration")
    String webconsole_configurationFactory_nameHint() default "{camera.id} {device.target}";
}
