package org.obscura.camera;

/**
 * The keys of {@link CameraCapture#setControl(String, Object)}: settings of a device that change the exposed frame.
 * <p>
 * Each key documents the type and unit of its value. Text that converts to the type is accepted: {@code 10ms} or {@code 1/250} (seconds)
 * for a {@code Duration}, {@code 5600K}, {@code on} and {@code off}, {@code 320,180,640,360}. Which controls a device has, and their
 * ranges, are in {@link Camera#getSupportedControls()}; a value between two steps of the range becomes that of the nearest step. A control
 * of the device's own has a key that begins with the name of its backend, such as {@code v4l2.led1_mode}; the value is a number,
 * {@code Boolean} or text.
 * <p>
 * The names of Qt 6 {@code QCamera}, the V4L2 control and the EXIF tag that stores the used value are given where there is one.
 */
public final class ControlKeys {
    /**
     * The type of the value is {@code String}: {@code auto}, {@code manual}, {@code shutter-priority} or {@code aperture-priority}. Qt
     * {@code exposureMode}; V4L2 {@code EXPOSURE_AUTO}; EXIF {@code ExposureMode}.
     */
    public static final String EXPOSURE_MODE = "exposure.mode";
    /**
     * The type of the value is {@code Duration}: the exposure time, above zero. Qt {@code manualExposureTime}; V4L2
     * {@code EXPOSURE_ABSOLUTE} (units of 100 microseconds); EXIF {@code ExposureTime}.
     */
    public static final String EXPOSURE_TIME = "exposure.time";
    /**
     * The type of the value is {@code Double}: the exposure compensation in EV. Qt {@code exposureCompensation}; V4L2
     * {@code AUTO_EXPOSURE_BIAS}; EXIF {@code ExposureBiasValue}.
     */
    public static final String EXPOSURE_COMPENSATION = "exposure.compensation";
    /**
     * The type of the value is {@code Integer}: the sensitivity, 1 or more. Qt {@code manualIsoSensitivity}; V4L2 {@code ISO_SENSITIVITY};
     * EXIF {@code ISOSpeedRatings}.
     */
    public static final String EXPOSURE_ISO = "exposure.iso";
    /**
     * The type of the value is {@code Double}: the gain, in the unit of {@link ControlInfo#unit()}. V4L2 {@code GAIN}.
     */
    public static final String EXPOSURE_GAIN = "exposure.gain";
    /**
     * The type of the value is {@code String}: {@code average}, {@code center}, {@code spot} or {@code matrix}. V4L2
     * {@code EXPOSURE_METERING}; EXIF {@code MeteringMode}.
     */
    public static final String EXPOSURE_METERING = "exposure.metering";
    /**
     * The type of the value is {@code String}: the mains frequency whose flicker the exposure avoids: {@code off}, {@code 50hz},
     * {@code 60hz} or {@code auto}. V4L2 {@code POWER_LINE_FREQUENCY}.
     */
    public static final String EXPOSURE_FLICKER = "exposure.flicker";
    /**
     * The type of the value is {@code String}: {@code auto}, {@code continuous} or {@code manual}. Qt {@code focusMode}; V4L2
     * {@code FOCUS_AUTO}.
     */
    public static final String FOCUS_MODE = "focus.mode";
    /**
     * The type of the value is {@code Double}: the focus position, in the unit of {@link ControlInfo#unit()}. Qt {@code focusDistance};
     * V4L2 {@code FOCUS_ABSOLUTE}.
     */
    public static final String FOCUS_DISTANCE = "focus.distance";
    /**
     * The type of the value is {@code String}: {@code auto} or {@code manual}. Qt {@code whiteBalanceMode}; V4L2
     * {@code AUTO_WHITE_BALANCE}; EXIF {@code WhiteBalance}.
     */
    public static final String WHITE_BALANCE_MODE = "white-balance.mode";
    /**
     * The type of the value is {@code Integer}: the colour temperature in kelvins, 1 or more. Qt {@code colorTemperature}; V4L2
     * {@code WHITE_BALANCE_TEMPERATURE}.
     */
    public static final String WHITE_BALANCE_TEMPERATURE = "white-balance.temperature";
    /** The type of the value is {@code Double}: the brightness, in the range of the device. V4L2 {@code BRIGHTNESS}. */
    public static final String IMAGE_BRIGHTNESS = "image.brightness";
    /** The type of the value is {@code Double}: the contrast, in the range of the device. V4L2 {@code CONTRAST}. */
    public static final String IMAGE_CONTRAST = "image.contrast";
    /** The type of the value is {@code Double}: the saturation, in the range of the device. V4L2 {@code SATURATION}. */
    public static final String IMAGE_SATURATION = "image.saturation";
    /** The type of the value is {@code Double}: the hue, in the range of the device. V4L2 {@code HUE}. */
    public static final String IMAGE_HUE = "image.hue";
    /** The type of the value is {@code Double}: the sharpness, in the range of the device. V4L2 {@code SHARPNESS}. */
    public static final String IMAGE_SHARPNESS = "image.sharpness";
    /** The type of the value is {@code Double}: the gamma correction, in the range of the device. V4L2 {@code GAMMA}. */
    public static final String IMAGE_GAMMA = "image.gamma";
    /** The type of the value is {@code Double}: the noise reduction, in the range of the device. */
    public static final String IMAGE_DENOISE = "image.denoise";
    /**
     * The type of the value is {@code Double}: the backlight compensation, in the range of the device. V4L2 {@code BACKLIGHT_COMPENSATION}.
     */
    public static final String IMAGE_BACKLIGHT = "image.backlight";
    /**
     * The type of the value is {@code Double}: the zoom, in the unit of {@link ControlInfo#unit()}; a ratio is 1 or more. Qt
     * {@code zoomFactor}; V4L2 {@code ZOOM_ABSOLUTE}; EXIF {@code DigitalZoomRatio} for a ratio.
     */
    public static final String ZOOM = "zoom";
    /** The type of the value is {@code Double}: the horizontal direction in degrees, positive to the right. V4L2 {@code PAN_ABSOLUTE}. */
    public static final String PAN = "pan";
    /** The type of the value is {@code Double}: the vertical direction in degrees, positive upwards. V4L2 {@code TILT_ABSOLUTE}. */
    public static final String TILT = "tilt";
    /**
     * The type of the value is {@code String}: {@code off}, {@code on}, {@code auto} or {@code torch}. Qt {@code flashMode}; V4L2
     * {@code FLASH_LED_MODE}; EXIF {@code Flash}.
     */
    public static final String FLASH_MODE = "flash.mode";
    /**
     * The type of the value is {@link Region}: the part of the sensor that the image shows, in pixels of the largest size. V4L2
     * {@code SELECTION}.
     */
    public static final String REGION = "region";

    private ControlKeys() {
    }
}
