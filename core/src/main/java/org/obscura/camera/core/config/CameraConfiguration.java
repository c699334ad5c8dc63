package org.obscura.camera.core.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration of a camera, described for consoles. {@link SettingsReader} reads it. */
@ObjectClassDefinition(factoryPid = CameraConfiguration.PID, name = "Obscura camera",
        description = "A camera that applications see. With no configuration there is one, called default.")
public @interface CameraConfiguration {
    /** The factory PID. */
    String PID = "org.obscura.camera";

    @AttributeDefinition(name = "Camera id",
            description = "The name by which applications find the camera; by default that of the configuration", required = false)
    String camera_id();

    @AttributeDefinition(name = "Device",
            description = "LDAP filter on the properties of devices, such as (camera.backend=webcam); empty: any. "
                    + "Of those that fit, the one of highest service.ranking is used",
            required = false)
    String device_target();

    @AttributeDefinition(name = "Start", description = "Whether the camera is active from the beginning")
    boolean autostart() default true;

    @AttributeDefinition(name = "Folder",
            description = "Where pictures go that are given no place; empty: the system's folder of pictures. Made if missing",
            required = false)
    String directory();

    @AttributeDefinition(name = "Allowed folders", description = "Pictures go nowhere but into these and below; empty: anywhere",
            required = false)
    String[] allowed_directories();

    @AttributeDefinition(name = "Format",
            description = "The file format where no suffix picks one: jpeg, png, tiff, bmp, or what a codec adds, such as webp")
    String format() default "jpeg";

    @AttributeDefinition(name = "Quality", description = "1 (smallest file) to 100 (best picture), for formats that lose detail",
            type = AttributeType.INTEGER,
            min = "1", max = "100")
    int quality() default 90;

    @AttributeDefinition(name = "Existing files", description = "What becomes of a file that is there under the name that a request gives",
            options = {@Option(label = "Overwrite", value = "overwrite"), @Option(label = "Fail", value = "fail"),
                    @Option(label = "Rename", value = "rename")})
    String existing() default "overwrite";

    @AttributeDefinition(name = "Sync", description = "Whether file and folder are forced to disk before a picture is announced as saved")
    boolean sync() default false;

    @AttributeDefinition(name = "Queue capacity", description = "How many requests may wait", min = "1", max = "1000000")
    int queue_capacity() default 256;

    @AttributeDefinition(name = "Device timeout", description = "Seconds that a request waits for a device", min = "0")
    double device_timeout() default 10;

    @AttributeDefinition(name = "Open timeout", description = "Seconds that a device may take to open")
    double open_timeout() default 30;

    @AttributeDefinition(name = "Frame timeout", description = "Seconds that a frame may take to come")
    double frame_timeout() default 5;

    @AttributeDefinition(name = "Idle timeout", description = "Seconds after the last request until the device is closed; 0: never",
            min = "0")
    double idle_timeout() default 30;

    @AttributeDefinition(name = "Previews", description = "How many previews are kept", min = "0", max = "10000")
    int previews() default 16;
}
