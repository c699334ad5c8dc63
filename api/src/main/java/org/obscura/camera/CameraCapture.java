package org.obscura.camera;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes still images with one camera. Qt's {@code CameraCapture} QML type with every promise of its text kept: a capture requested
 * while the camera is active is queued with all its settings, whatever {@link #isReady()} returns, and later changes do not affect it.
 * <p>
 * The core bundle registers one service per configured camera with the property {@value CameraEvents#CAMERA_ID}, beside its
 * {@link Camera}. The service outlives the device: a request that was not exposed before its device went is exposed by the next one.
 * <ul>
 * <li><b>Threading:</b> safe from any thread; no method waits for a device, an encoder or a disk.
 * <li><b>Ordering:</b> ids ascend in the order of the calls, requests are exposed in that order, and each kind of event comes in that
 * order. No event is delivered from inside the call that makes the request.
 * <li><b>Ownership:</b> a request keeps the settings of the moment of the call.
 * <li><b>Null:</b> null arguments cause a {@code NullPointerException} and no method returns null, unless stated otherwise.
 * <li><b>Errors:</b> only programming errors are thrown. Problems of a camera, a disk or a configuration end the request: each id gets
 * exactly one of {@code IMAGE_SAVED}, {@code IMAGE_AVAILABLE} and {@code CAPTURE_FAILED}.
 * <li><b>After unregistration:</b> a new request fails with {@link CaptureError#NOT_READY}; only its {@link CaptureRequest} reports that.
 * The properties keep their last values.
 * </ul>
 *
 * @see CameraEvents
 * @see CaptureListener
 */
@ProviderType
public interface CameraCapture {

    /**
     * Takes an image to the default location: a generated name, such as {@code IMG_00000001.jpg}, in the default output folder. Qt's
     * {@code capture()}.
     *
     * @return the id of the new request: positive, ascending, returned even if the request will fail
     */
    int capture();

    /**
     * Takes an image to the given location. Qt's {@code captureToLocation(location)}.
     *
     * @param location a file, whose suffix selects the format (without a suffix, that of the configured format is added); or a folder,
     *            which gets a generated name; relative to the default output folder unless absolute; empty for the default location. Fields
     *            such as {@code {date}/{camera}-{counter:3}.jpg} are replaced, and their folders created; doubled braces stand for
     *            braces. A name with fields replaces no file unless the request itself says so. A {@code file:}
     *            URL stands for its path, without fields; any other URL fails with {@link CaptureError#RESOURCE}
     * @return the id of the new request, as from {@link #capture()}
     */
    int captureToLocation(String location);

    /**
     * Takes an image with the given settings and returns a request with an awaitable result.
     *
     * @param options the settings; those not set are taken from this object and the configuration at the moment of the call
     * @return the request
     * @throws IllegalArgumentException if the options describe a series (a count above 1 or a bracket), or a control or metadata value
     *             cannot be converted; the message says what would be right
     */
    CaptureRequest submit(CaptureOptions options);

    /**
     * Takes an image whose frame is checked before anything is saved: if the check refuses it, it is exposed once more, by the same
     * request. The second frame becomes the image, whether the check accepts it or not. A frame that is not valid, such as a JPEG image
     * that ends too early, is exposed once more too, without a call of the check, before it fails the request.
     *
     * @param options as for {@link #submit(CaptureOptions)}
     * @param check returns whether a frame is to become the image. It gets a small JPEG image of it, at most 640 pixels wide, as the device
     *            delivers it: not turned, without masks and other edits; so it is for measuring, not for showing. Called on the thread
     *            that uses the device, once or twice for a device, so it must return soon. The core logs what it throws, and accepts
     *            the frame then; a frame that cannot be decoded is refused without a call
     * @return the request
     * @throws IllegalArgumentException as from {@link #submit(CaptureOptions)}
     */
    CaptureRequest submit(CaptureOptions options, Predicate<? super ViewFrame> check);

    /**
     * Saves a frame that a viewer of this camera received, as the image of a new request: with an id, events, a name and metadata, in the
     * order of the requests, and with the time at which it was exposed. So what happened before a cause can be kept. No device is needed;
     * the image has the size of the frame, and as a JPEG file its bytes.
     *
     * @param frame a frame of {@link Camera#view}
     * @param options the settings; resolution and controls are without effect
     * @return the request
     * @throws IllegalArgumentException as from {@link #submit}, and if the frame is no JPEG image
     */
    CaptureRequest save(ViewFrame frame, CaptureOptions options);

    /**
     * Starts a series of {@link CaptureOptions#count()} images, each a request with its own id and events: one every
     * {@link CaptureOptions#interval()} (time-lapse), or one right after the other (burst).
     * <p>
     * The first request is made immediately. Due times of the others are multiples of the interval after the first exposure, so delays do
     * not accumulate and opening time is not compensated. A request is made when it is due and the one before it is exposed or has ended,
     * so a series of any length occupies one place in the queue; the ids of a series ascend and may interleave with those of other
     * requests. An image that is exposed after the next one was due counts as {@linkplain SeriesResult#late() late}. Due times that pass
     * while no image can be exposed are skipped, or made up for with {@link CaptureOptions#catchUp()}.
     * <p>
     * All images use the settings of this moment, even if they are taken hours later. A failed image does not end the series. The series
     * ends early on {@link CaptureSeries#cancel()} or {@link #cancelCapture()}, when the camera is stopped or unregistered, and when its
     * first request finds the camera stopped or the queue full; {@link CaptureSeries#getResult()} says why.
     *
     * @param options the settings; those not set are taken from this object and the configuration at the moment of the call
     * @param onRequest called with each new request, in order, on a thread of the core bundle, never from inside this call. Calls are
     *            queued while it is busy; the series does not wait for it. Exceptions are logged
     * @return the series. It continues whether it is kept or not: an application that stops cancels its own series
     * @throws IllegalArgumentException if a control or metadata value cannot be converted; the message says what would be right
     */
    CaptureSeries submitSeries(CaptureOptions options, Consumer<? super CaptureRequest> onRequest);

    /**
     * Returns the running series.
     *
     * @return the series with requests left to make, in the order of their start; unmodifiable
     */
    List<CaptureSeries> getSeries();

    /**
     * Cancels every pending request, including the running one: each ends with {@link CaptureError#CANCELLED} and leaves no file. A
     * request is either saved or cancelled, decided in one step. Every series ends, too. Does nothing when nothing is pending. Qt's
     * {@code cancelCapture()}.
     */
    void cancelCapture();

    /**
     * Cancels one request. If the request belongs to a series, the series continues with the next one.
     *
     * @param requestId the id of a request
     * @return true if the request was pending and now ends with {@link CaptureError#CANCELLED}; false if it had ended or is unknown
     */
    boolean cancelCapture(int requestId);

    /**
     * Sets a metadata value for subsequent requests. Qt's {@code setMetadata(key, value)}.
     *
     * @param key a key of {@link MetadataKeys}, or any other non-empty key
     * @param value a value of the type that the key documents, or text that converts to it; null removes it: the value is that of the
     *            configuration then, or none. A configuration that changes the value later removes it, too
     * @throws IllegalArgumentException if the key is empty or does not accept the value; the message says what would be right
     */
    void setMetadata(String key, @Nullable Object value);

    /**
     * Sets several metadata values for subsequent requests in one step: all, or none if one is wrong.
     *
     * @param values keys and values as for {@link #setMetadata(String, Object)}
     * @throws IllegalArgumentException as {@link #setMetadata(String, Object)}
     */
    void setMetadata(Map<String, ? extends @Nullable Object> values);

    /**
     * Returns the metadata of requests that do not set them: those set by {@link #setMetadata(String, Object)}, and for keys that were
     * not set, those of the configuration.
     *
     * @return a copy, unmodifiable, first the keys of the configuration, then the others in the order in which they were set
     */
    Map<String, Object> getMetadata();

    /**
     * Sets a control for subsequent requests, such as the exposure time. A control that the device does not have, or a value outside of
     * its range, does not fail this call but affects the requests as {@link CaptureOptions#unsupported()} describes;
     * {@link Camera#getUnsupportedControls()} names it.
     *
     * @param key a key of {@link ControlKeys}, or the name of a control of the device's own, such as {@code v4l2.led1_mode}
     * @param value a value of the type that the key documents, or text that converts to it; null removes it: the control is that of the
     *            configuration then, or the device's own. A configuration that changes the control later removes it, too
     * @throws IllegalArgumentException if the key is empty or does not accept the value; the message names the control, the value and what
     *             would be right, and what the device in use accepts
     */
    void setControl(String key, @Nullable Object value);

    /**
     * Sets several controls for subsequent requests in one step, such as a mode and the value that needs it: no request has some of them
     * only. All, or none if one is wrong.
     *
     * @param values keys and values as for {@link #setControl(String, Object)}
     * @throws IllegalArgumentException as {@link #setControl(String, Object)}
     */
    void setControls(Map<String, ? extends @Nullable Object> values);

    /**
     * Returns the controls that a request made now would have: those set by {@link #setControl(String, Object)} and, for controls that
     * were not set, those of the configuration.
     *
     * @return a copy, unmodifiable, with converted values
     */
    Map<String, Object> getControls();

    /**
     * Returns whether a capture made now would be the next to be exposed: the camera is active, a device is available, no request waits.
     * Qt's {@code ready}.
     *
     * @return true if so; captures are permitted either way
     */
    boolean isReady();

    /**
     * Returns the image size for requests that do not name one: the one that was set, else that of the configuration. Qt's
     * {@code resolution}.
     *
     * @return the size, or null: the device chooses
     */
    @Nullable
    Resolution getResolution();

    /**
     * Sets the image size for subsequent requests. A size that the device does not offer fails the requests, not this call.
     *
     * @param resolution the size, or null: that of the configuration, or if it has none, the device chooses. A configuration that changes
     *            the size later removes it, too
     */
    void setResolution(@Nullable Resolution resolution);

    /**
     * Returns the message of the last failed capture. Reset, with an event, when a request is made or pending requests are cancelled. Qt's
     * {@code errorString}.
     *
     * @return a sentence, or "" if there was no failure
     */
    String getErrorString();

    /**
     * Returns the error of the last failed capture; changes together with {@link #getErrorString()}.
     *
     * @return the error, {@link CaptureError#NO_ERROR} if there was none
     */
    CaptureError getError();

    /**
     * Returns the path of the last saved image. Set just before {@code IMAGE_SAVED} is posted. Qt's {@code capturedImagePath}.
     *
     * @return an absolute local path, or "" before the first saved image
     */
    String getCapturedImagePath();

    /**
     * Returns the number of requests that have not ended. Requests that a series has yet to make are not included.
     *
     * @return the number of requests that wait or are being exposed, encoded or written
     */
    int getPendingCount();
}
