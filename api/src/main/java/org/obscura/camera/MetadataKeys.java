package org.obscura.camera;

/**
 * The keys of {@link CameraCapture#setMetadata(String, Object)}: those of Qt's {@code QMediaMetaData} for images, and two more.
 * <p>
 * Each key documents the type of its value. Text that converts to that type is accepted: {@code "52.5"}, a date and time of ISO 8601,
 * {@code 1280x720}, and for a list its members separated by semicolons. A {@code ZonedDateTime} may also be given as {@code Instant},
 * {@code OffsetDateTime}, {@code LocalDateTime} or {@code LocalDate}, the last two by the clock of this machine. A key that is not
 * listed here is stored as well, with its value as text.
 */
public final class MetadataKeys {
    /** The type of the value is {@code String}: the title. */
    public static final String TITLE = "Title";
    /** The type of the value is {@code String}: a second title. */
    public static final String SUB_TITLE = "SubTitle";
    /** The type of the value is {@code List<String>}: the people who took the image. */
    public static final String AUTHOR = "Author";
    /** The type of the value is {@code String}: free text. */
    public static final String COMMENT = "Comment";
    /** The type of the value is {@code String}: the content of the image. */
    public static final String DESCRIPTION = "Description";
    /** The type of the value is {@code List<String>}: categories. */
    public static final String CATEGORY = "Category";
    /** The type of the value is {@code List<String>}: genres. */
    public static final String GENRE = "Genre";
    /** The type of the value is {@code Integer}: the year, 1 to 9999. */
    public static final String YEAR = "Year";
    /** The type of the value is {@code ZonedDateTime}: the time of the last change. */
    public static final String DATE = "Date";
    /** The type of the value is {@code Integer}: 0 (worst) to 100 (best). */
    public static final String USER_RATING = "UserRating";
    /** The type of the value is {@code List<String>}: search terms. */
    public static final String KEYWORDS = "Keywords";
    /** The type of the value is {@code String}: the language, ISO 639-2. */
    public static final String LANGUAGE = "Language";
    /** The type of the value is {@code String}: the publisher. */
    public static final String PUBLISHER = "Publisher";
    /** The type of the value is {@code String}: the owner of the rights. */
    public static final String COPYRIGHT = "Copyright";
    /** The type of the value is {@code String}: the parental rating. */
    public static final String PARENTAL_RATING = "ParentalRating";
    /** The type of the value is {@code String}: the organization of the parental rating. */
    public static final String RATING_ORGANIZATION = "RatingOrganization";
    /** The type of the value is {@code Resolution}: the size of the image; set by the system. */
    public static final String RESOLUTION = "Resolution";
    /** The type of the value is {@code Resolution}: the shape of a pixel as width and height. */
    public static final String PIXEL_ASPECT_RATIO = "PixelAspectRatio";
    /**
     * The type of the value is {@code Integer}: by how many degrees the image must be turned clockwise to be upright: 0, 90, 180 or 270.
     */
    public static final String ORIENTATION = "Orientation";
    /** The type of the value is {@code String}: the manufacturer of the camera. */
    public static final String CAMERA_MANUFACTURER = "CameraManufacturer";
    /** The type of the value is {@code String}: the model of the camera. */
    public static final String CAMERA_MODEL = "CameraModel";
    /** The type of the value is {@code String}: the event that the image shows. */
    public static final String EVENT = "Event";
    /** The type of the value is {@code String}: the subject. */
    public static final String SUBJECT = "Subject";
    /** The type of the value is {@code Double}: seconds, above 0. */
    public static final String EXPOSURE_TIME = "ExposureTime";
    /** The type of the value is {@code Double}: the f-number, above 0. */
    public static final String F_NUMBER = "FNumber";
    /**
     * The type of the value is {@code String}: the exposure program: not defined, manual, normal, aperture priority, shutter priority,
     * creative, action, portrait or landscape.
     */
    public static final String EXPOSURE_PROGRAM = "ExposureProgram";
    /** The type of the value is {@code Integer}: the sensitivity, 1 to 65535. */
    public static final String ISO_SPEED_RATINGS = "ISOSpeedRatings";
    /** The type of the value is {@code Double}: APEX units. */
    public static final String EXPOSURE_BIAS_VALUE = "ExposureBiasValue";
    /** The type of the value is {@code ZonedDateTime}: the time of the exposure. */
    public static final String DATE_TIME_ORIGINAL = "DateTimeOriginal";
    /** The type of the value is {@code ZonedDateTime}: the time of the digitization. */
    public static final String DATE_TIME_DIGITIZED = "DateTimeDigitized";
    /** The type of the value is {@code Double}: metres, 0 or more. */
    public static final String SUBJECT_DISTANCE = "SubjectDistance";
    /** The type of the value is {@code String}: matrix, average, center weighted average, spot, multi spot, partial or other. */
    public static final String METERING_MODE = "MeteringMode";
    /** The type of the value is {@code String}: the kind of light, such as daylight, fluorescent or flash. */
    public static final String LIGHT_SOURCE = "LightSource";
    /** The type of the value is {@code String}: off, on, auto, red eye and the like. */
    public static final String FLASH = "Flash";
    /** The type of the value is {@code Double}: millimetres, above 0. */
    public static final String FOCAL_LENGTH = "FocalLength";
    /** The type of the value is {@code String}: auto, manual or auto bracket. */
    public static final String EXPOSURE_MODE = "ExposureMode";
    /** The type of the value is {@code String}: auto or manual. */
    public static final String WHITE_BALANCE = "WhiteBalance";
    /** The type of the value is {@code Double}: 1 for none. */
    public static final String DIGITAL_ZOOM_RATIO = "DigitalZoomRatio";
    /** The type of the value is {@code Integer}: millimetres, 1 to 65535. */
    public static final String FOCAL_LENGTH_IN_35MM_FILM = "FocalLengthIn35mmFilm";
    /** The type of the value is {@code String}: standard, landscape, portrait or night. */
    public static final String SCENE_CAPTURE_TYPE = "SceneCaptureType";
    /** The type of the value is {@code Integer}: 0 none, 1 low gain up, 2 high gain up, 3 low gain down, 4 high gain down. */
    public static final String GAIN_CONTROL = "GainControl";
    /** The type of the value is {@code Integer}: 0 normal, 1 soft, 2 hard. */
    public static final String CONTRAST = "Contrast";
    /** The type of the value is {@code Integer}: 0 normal, 1 low, 2 high. */
    public static final String SATURATION = "Saturation";
    /** The type of the value is {@code Integer}: 0 normal, 1 soft, 2 hard. */
    public static final String SHARPNESS = "Sharpness";
    /** The type of the value is {@code String}: a description of the settings of the device. */
    public static final String DEVICE_SETTING_DESCRIPTION = "DeviceSettingDescription";
    /** The type of the value is {@code Double}: degrees, -90 (south) to 90 (north). */
    public static final String GPS_LATITUDE = "GPSLatitude";
    /** The type of the value is {@code Double}: degrees, -180 (west) to 180 (east). */
    public static final String GPS_LONGITUDE = "GPSLongitude";
    /** The type of the value is {@code Double}: metres above sea level. */
    public static final String GPS_ALTITUDE = "GPSAltitude";
    /** The type of the value is {@code ZonedDateTime}: the time of the position. */
    public static final String GPS_TIME_STAMP = "GPSTimeStamp";
    /** The type of the value is {@code String}: the satellites used. */
    public static final String GPS_SATELLITES = "GPSSatellites";
    /** The type of the value is {@code String}: A: measurement active, V: void. */
    public static final String GPS_STATUS = "GPSStatus";
    /** The type of the value is {@code Double}: the dilution of precision, 0 or more. */
    public static final String GPS_DOP = "GPSDOP";
    /** The type of the value is {@code Double}: kilometres an hour, 0 or more. */
    public static final String GPS_SPEED = "GPSSpeed";
    /** The type of the value is {@code Double}: the direction of movement in degrees, 0 to below 360. */
    public static final String GPS_TRACK = "GPSTrack";
    /** The type of the value is {@code String}: T: from true north, M: from magnetic north. */
    public static final String GPS_TRACK_REF = "GPSTrackRef";
    /** The type of the value is {@code Double}: the direction of view in degrees, 0 to below 360. */
    public static final String GPS_IMG_DIRECTION = "GPSImgDirection";
    /** The type of the value is {@code String}: T: from true north, M: from magnetic north. */
    public static final String GPS_IMG_DIRECTION_REF = "GPSImgDirectionRef";
    /** The type of the value is {@code String}: the geodetic datum. */
    public static final String GPS_MAP_DATUM = "GPSMapDatum";
    /** The type of the value is {@code String}: the method of positioning. */
    public static final String GPS_PROCESSING_METHOD = "GPSProcessingMethod";
    /** The type of the value is {@code String}: the name of the place. */
    public static final String GPS_AREA_INFORMATION = "GPSAreaInformation";
    /** The type of the value is {@code String}: the software that wrote the file; set by the system. */
    public static final String SOFTWARE = "Software";
    /** The type of the value is {@code String}: 32 hexadecimal digits; set by the system. */
    public static final String IMAGE_UNIQUE_ID = "ImageUniqueID";

    private MetadataKeys() {
    }
}
