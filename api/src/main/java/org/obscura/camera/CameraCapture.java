package org.obscura.camera;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The shutter of one camera. Qt's {@code CameraCapture} QML type with every promise of its text kept: a capture asked for while
 * the camera is active is queued with its settings, whatever {@link #isReady()} says, and carried out.
 * <p>
 * Registered as a service with the property {@value CameraEvents#CAMERA_ID}, beside its {@link Camera}. It outlives the device:
 * a request that was not yet exposed when its device went runs on the next one.
 * <ul>
 * <li><b>Threading:</b> safe from any thread; no method waits for a device, an encoder or a disk.
 * <li><b>Ordering:</b> ids ascend in the order of the calls, requests are exposed in that order, and each kind of signal comes in it.
 * Nothing is signalled from inside the call that makes a request.
 * <li><b>Ownership:</b> a request keeps the settings of the moment it was made; later changes do not touch it.
 * <li><b>Null:</b> refused with a {@code NullPointerException} where not said otherwise, and never returned where not said otherwise.
 * <li><b>Errors:</b> only programming errors are thrown. Everything that a camera, a disk or a user can cause ends the request:
 * each id gets exactly one of {@code IMAGE_SAVED}, {@code IMAGE_AVAILABLE} and {@code CAPTURE_FAILED}.
 * <li><b>After unregistration:</b> a new request fails with {@link CaptureError#NOT_READY}; it is told through its
 * {@link CaptureRequest} alone. The properties keep their last values.
 * </ul>
 *
 * @see CameraEvents
 * @see CaptureListener
 */
@ProviderType
public interface CameraCapture {

    /**
     * Takes a picture to the default location: a generated name, such as {@code IMG_00000001.jpg}, in the folder of the camera's
     * configuration. Qt's {@code capture()}.
     *
     * @return the new request's id: positive, ascending, given also to a request that is bound to fail
     */
    int capture();

    /**
     * Takes a picture to a place of the caller's choice. Qt's {@code captureToLocation(location)}.
     *
     * @param location a file, whose suffix picks the format (without one, that of the configured format is added); a folder, which
     *            gets a generated name; relative to the default folder unless absolute; empty for the default location. A
     *            {@code file:} URL is taken as the path it names; any other URL fails with {@link CaptureError#RESOURCE}
     * @return the new request's id, as from {@link #capture()}
     */
    int captureToLocation(String location);

    /**
     * Takes a picture with settings of its own, and with a result to wait for.
     *
     * @param options the settings; what is not set there is taken from this object and the configuration as they are now
     * @return the request
     * @throws IllegalArgumentException if the options have a count above 1, which {@link #submitSeries} is for
     */
    CaptureRequest submit(CaptureOptions options);

    /**
     * Takes {@link CaptureOptions#count()} pictures, each a request of its own with its own id and signals: one every
     * {@link CaptureOptions#interval()} (time-lapse), or one right after the other (burst).
     * <p>
     * The first picture is asked for now. Each further one is due at a whole number of intervals after the first exposure, so nothing adds
     * up and the time in which the device opens is not caught up with. A picture is asked for when it is due and the one before it has been
     * exposed or has ended, so a series of any length holds one place in the queue and others have their turn beside it; its ids ascend, with
     * those of other requests between them. An interval that the device cannot hold is not stretched: pictures that are due at once follow
     * each other as fast as they can, and {@link SeriesResult#late()} says so, as does the log.
     * <p>
     * All pictures are taken with the settings of this moment, also when they are made hours later. A picture that fails does not end the
     * series. It ends before its time when it is cancelled, by {@link CaptureSeries#cancel()} or {@link #cancelCapture()}; when the camera is
     * stopped, or its service goes; and when its first picture finds the camera stopped or the queue full. {@link CaptureSeries#getResult()}
     * tells.
     *
     * @param options the settings; what is not set there is taken from this object and the configuration as they are now
     * @param onRequest is handed each request as it is made, in their order and one after another, on a thread of the core bundle, never from
     *            inside this call. It may take its time: the series does not wait for it, and keeps what it has not been handed yet. What it
     *            throws is logged
     * @return the series. It goes on whether it is kept or not: an application that stops cancels its own
     */
    CaptureSeries submitSeries(CaptureOptions options, Consumer<? super CaptureRequest> onRequest);

    /**
     * The series that run.
     *
     * @return those with pictures that were not asked for yet, in the order in which they were begun; unmodifiable
     */
    List<CaptureSeries> getSeries();

    /**
     * Cancels every pending request, the running one too: each ends with {@link CaptureError#CANCELLED} and none leaves a file. A
     * request is either saved or cancelled, decided in one step. Every series ends with them. Does nothing when nothing is pending. Qt's
     * {@code cancelCapture()}.
     */
    void cancelCapture();

    /**
     * Cancels one request. If it is a picture of a series, the series goes on with the next.
     *
     * @param requestId the id of a request
     * @return true if it was pending and now ends with {@link CaptureError#CANCELLED}, false if it had ended or is not known
     */
    boolean cancelCapture(int requestId);

    /**
     * Sets a fact to be stored in the pictures asked for from now on. Qt's {@code setMetadata(key, value)}.
     *
     * @param key a key of {@link MetadataKeys}, or any other, which is stored too; not empty
     * @param value a value of the type that the key documents, or text that can be converted to it; null removes the key
     * @throws IllegalArgumentException if the key is empty or the value is not one that the key can have; the message says what
     *             would be right
     */
    void setMetadata(String key, Object value);

    /**
     * The facts set by {@link #setMetadata(String, Object)}.
     *
     * @return a copy, unmodifiable, in the order in which the keys were set
     */
    Map<String, Object> getMetadata();

    /**
     * Whether a capture made now would be the next to be exposed: the camera is active, a device is there, nothing waits. Qt's
     * {@code ready}.
     *
     * @return true if so; captures are permitted either way
     */
    boolean isReady();

    /**
     * The picture size for requests that do not name one. Qt's {@code resolution}.
     *
     * @return the size, or null: the device chooses
     */
    Resolution getResolution();

    /**
     * Sets the picture size for requests made from now on. A size that the device does not have fails the requests, not this call.
     *
     * @param resolution the size, or null: the device chooses
     */
    void setResolution(Resolution resolution);

    /**
     * What went wrong with the last capture, for people. Cleared, and announced as cleared, when a request is made or pending ones
     * are cancelled. Qt's {@code errorString}.
     *
     * @return a sentence, or "" if nothing did
     */
    String getErrorString();

    /**
     * What went wrong with the last capture, for programs; changes together with {@link #getErrorString()}.
     *
     * @return the error, {@link CaptureError#NO_ERROR} if there was none
     */
    CaptureError getError();

    /**
     * Where the last picture was saved. Set just before {@code IMAGE_SAVED} is announced. Qt's {@code capturedImagePath}.
     *
     * @return an absolute local path, or "" before the first save
     */
    String getCapturedImagePath();

    /**
     * How many requests have not ended. Pictures of a series that were not asked for yet are not among them.
     *
     * @return the number of requests that wait, are exposed, encoded or written
     */
    int getPendingCount();
}
