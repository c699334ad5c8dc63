package org.obscura.camera;

/**
 * The topics and property keys of the events that the core bundle posts to the EventAdmin.
 * <p>
 * Each event has {@link #CAMERA_ID} and {@link #TIMESTAMP}, events of a request also {@link #REQUEST_ID}, and all of them the
 * {@code service.id}, {@code service.pid} (where configured) and {@code service.objectClass} of the {@link CameraCapture} or
 * {@link Camera} that they come from. Values are text, boxed primitives and immutable types of this package and the JDK.
 * <p>
 * Order: for one request {@code IMAGE_EXPOSED}, {@code IMAGE_CAPTURED}, {@code IMAGE_METADATA_AVAILABLE} (one event for each key), then
 * exactly one of {@code IMAGE_SAVED}, {@code IMAGE_AVAILABLE} and {@code CAPTURE_FAILED}; each topic in the order of the requests of a
 * camera. A request that ends before its exposure has its {@code CAPTURE_FAILED} at once. Events are posted, never sent; while no
 * EventAdmin is registered the core holds them, up to a bound.
 */
public final class CameraEvents {
    private static final String CAPTURE = "org/obscura/camera/CameraCapture/";
    private static final String CAMERA = "org/obscura/camera/Camera/";
    private static final String TRIGGER = "org/obscura/camera/CaptureTrigger/";
    private static final String SINK = "org/obscura/camera/ImageSink/";

    /** All topics of {@link CameraCapture}, for a subscription. */
    public static final String TOPIC_ALL_CAPTURE = CAPTURE + "*";
    /** All topics of {@link Camera}, for a subscription. */
    public static final String TOPIC_ALL_CAMERA = CAMERA + "*";
    /** The device delivered the frame of a request. Has {@link #DEVICE_ID}. Qt's {@code imageExposed}. */
    public static final String TOPIC_IMAGE_EXPOSED = CAPTURE + "IMAGE_EXPOSED";
    /** An image is captured and not yet saved. Has {@link #PREVIEW}. Qt's {@code imageCaptured}. */
    public static final String TOPIC_IMAGE_CAPTURED = CAPTURE + "IMAGE_CAPTURED";
    /** A metadata value of the image is known. Has {@link #KEY} and {@link #VALUE}. Qt's {@code imageMetadataAvailable}. */
    public static final String TOPIC_IMAGE_METADATA_AVAILABLE = CAPTURE + "IMAGE_METADATA_AVAILABLE";
    /** The file is complete under its final name. Has {@link #PATH}. Qt's {@code imageSaved}. */
    public static final String TOPIC_IMAGE_SAVED = CAPTURE + "IMAGE_SAVED";
    /** An image in memory is complete. Has {@link #IMAGE}. */
    public static final String TOPIC_IMAGE_AVAILABLE = CAPTURE + "IMAGE_AVAILABLE";
    /** A request ended without an image. Has {@link #ERROR} and {@link #MESSAGE}. Qt's {@code captureFailed}. */
    public static final String TOPIC_CAPTURE_FAILED = CAPTURE + "CAPTURE_FAILED";
    /** A property changed. Has {@link #PROPERTY} and {@link #VALUE}. Qt's {@code readyForCaptureChanged} and similar signals. */
    public static final String TOPIC_PROPERTY_CHANGED = CAPTURE + "PROPERTY_CHANGED";
    /** {@link Camera#getStatus()} changed. Has {@link #STATUS}. */
    public static final String TOPIC_STATUS_CHANGED = CAMERA + "STATUS_CHANGED";
    /** The device in use changed. Has {@link #DEVICE_ID}, which is "" when there is none. */
    public static final String TOPIC_DEVICE_CHANGED = CAMERA + "DEVICE_CHANGED";
    /** The retention of a camera deleted images, one event for each round. Has {@link #COUNT}, {@link #BYTES} and {@link #PATHS}. */
    public static final String TOPIC_IMAGES_DELETED = CAMERA + "IMAGES_DELETED";
    /** All topics of {@link ImageSink}, for a subscription. The sinks bundle posts them; they have no properties of a service. */
    public static final String TOPIC_ALL_SINK = SINK + "*";
    /** A sink has acknowledged an image. Has {@link #SINK_NAME}, {@link #PATH} and {@link #ATTEMPTS}. */
    public static final String TOPIC_IMAGE_DELIVERED = SINK + "IMAGE_DELIVERED";
    /**
     * An image was given up and is not delivered to a sink. Has {@link #SINK_NAME}, {@link #PATH}, {@link #ATTEMPTS} and {@link #MESSAGE}.
     */
    public static final String TOPIC_DELIVERY_FAILED = SINK + "DELIVERY_FAILED";

    /** All topics of {@link CaptureTrigger}, for a subscription. The bundle of the triggers posts them. */
    public static final String TOPIC_ALL_TRIGGER = TRIGGER + "*";
    /** A trigger made a request. Has {@link #TRIGGER_NAME} and {@link #REQUEST_ID}. */
    public static final String TOPIC_TRIGGER_FIRED = TRIGGER + "FIRED";
    /** A trigger was due and made no request. Has {@link #TRIGGER_NAME} and {@link #MESSAGE}. */
    public static final String TOPIC_TRIGGER_MISSED = TRIGGER + "MISSED";

    /** Service and event property: the id of the camera. The type of the value is {@code String}. */
    public static final String CAMERA_ID = "camera.id";
    /** Event property: the id of the request. The type of the value is {@code Integer}. */
    public static final String REQUEST_ID = "request.id";
    /** Event property: the time of the event in milliseconds since 1970 UTC. The type of the value is {@code Long}. */
    public static final String TIMESTAMP = "timestamp";
    /**
     * Event property: the id of the device, with the name of the service property
     * {@link org.obscura.camera.spi.CameraDevice#DEVICE_ID}. The type of the value is {@code String}.
     */
    public static final String DEVICE_ID = "camera.device.id";
    /** Event property: a URL of the preview that image loaders in the framework open. The type of the value is {@code String}. */
    public static final String PREVIEW = "preview";
    /** Event property: a metadata key. The type of the value is {@code String}. */
    public static final String KEY = "key";
    /**
     * Event property: a metadata value, of the type that the key documents, or the new value of a property: {@code Boolean} for
     * {@code ready}, {@code Map} for {@code metadata} and {@code controls}, else {@code String}, with "" for a resolution left to the
     * device.
     */
    public static final String VALUE = "value";
    /** Event property: an absolute local path, not a URL. The type of the value is {@code String}. */
    public static final String PATH = "path";
    /** Event property: the image. The type of the value is {@link CapturedImage}. */
    public static final String IMAGE = "image";
    /** Event property: the name of a {@link CaptureError}. The type of the value is {@code String}. */
    public static final String ERROR = "error";
    /** Event property: a sentence for people. The type of the value is {@code String}. */
    public static final String MESSAGE = "message";
    /**
     * Event property: the name of the changed property: {@code ready}, {@code resolution}, {@code errorString}, {@code capturedImagePath},
     * {@code metadata} or {@code controls}. The type of the value is {@code String}.
     */
    public static final String PROPERTY = "property";
    /** Event property: the name of a {@link Camera.Status}. The type of the value is {@code String}. */
    public static final String STATUS = "status";
    /** Service and event property: the name of a {@link CaptureTrigger}. The type of the value is {@code String}. */
    public static final String TRIGGER_NAME = "trigger.name";

    /** Event property: a number of images. The type of the value is {@code Integer}. */
    public static final String COUNT = "count";
    /** Event property: a number of bytes. The type of the value is {@code Long}. */
    public static final String BYTES = "bytes";
    /** Event property: absolute local paths, not URLs. The type of the value is an unmodifiable {@code List} of {@code String}. */
    public static final String PATHS = "paths";

    /** Event property: the name of a sink, as the service property {@link ImageSink#NAME}. The type of the value is {@code String}. */
    public static final String SINK_NAME = "camera.sink.name";
    /**
     * Event property: how often the delivery was attempted since the start of the process. The type of the value is {@code Integer}.
     */
    public static final String ATTEMPTS = "attempts";

    private CameraEvents() {
    }
}
