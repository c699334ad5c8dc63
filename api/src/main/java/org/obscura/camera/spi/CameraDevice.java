package org.obscura.camera.spi;

import java.util.List;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A camera that is there. Registered by its backend as long as it can be used, with the properties {@value #DEVICE_ID},
 * {@value #DEVICE_NAME}, {@value CameraBackend#BACKEND}, {@value #DEVICE_POSITION}, {@value #DEVICE_ORIENTATION} and
 * {@code service.ranking}; unregistered when it is unplugged or the backend stops, before an open stream is closed.
 * <ul>
 * <li><b>Threading:</b> {@link #getInfo()} and {@link #getResolutions()} answer at once from any thread; {@link #open(Resolution)}
 * may take seconds and is called by one thread at a time.
 * <li><b>Ordering:</b> one stream is open at a time; the core closes it before it opens the next.
 * <li><b>Ownership:</b> the caller of {@link #open(Resolution)} closes the stream.
 * <li><b>Null:</b> never returned.
 * <li><b>Errors:</b> a {@link CameraException} with its reason. Anything else that is thrown counts as {@code FAILED}.
 * <li><b>After unregistration:</b> {@link #getInfo()} still answers; an open stream fails with {@code DISCONNECTED}, and so does opening one.
 * </ul>
 */
@ConsumerType
public interface CameraDevice {

    /** Service property: {@link DeviceInfo#id()}. The type of the value is {@code String}. Mandatory. */
    String DEVICE_ID = "camera.device.id";
    /** Service property: {@link DeviceInfo#displayName()}. The type of the value is {@code String}. Mandatory. */
    String DEVICE_NAME = "camera.device.name";
    /** Service property: the name of a {@link org.obscura.camera.DeviceInfo.Position}. The type of the value is {@code String}. Optional. */
    String DEVICE_POSITION = "camera.device.position";
    /** Service property: {@link DeviceInfo#orientation()} in degrees. The type of the value is {@code Integer}. Optional. */
    String DEVICE_ORIENTATION = "camera.device.orientation";

    /**
     * What is known of it.
     *
     * @return the same values for the life of the service
     */
    DeviceInfo getInfo();

    /**
     * The sizes it offers.
     *
     * @return unmodifiable, the preferred one first; empty if it cannot tell, then {@link #open(Resolution)} shows
     */
    List<Resolution> getResolutions();

    /**
     * Starts the flow of frames.
     *
     * @param wanted the size, or null: the device chooses
     * @return the stream, ready to deliver frames of exactly the wanted size
     * @throws CameraException {@code NOT_SUPPORTED} if it has no such size (never a stream of another size), {@code BUSY} if
     *             another program has it, {@code DISCONNECTED} if it is gone, {@code FAILED} for anything else
     */
    CameraStream open(Resolution wanted) throws CameraException;
}
