package org.obscura.camera.spi;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A physical or simulated camera device. Its backend registers it as long as it can be used, with the properties {@value #DEVICE_ID},
 * {@value #DEVICE_NAME}, {@value CameraBackend#BACKEND}, {@value #DEVICE_POSITION}, {@value #DEVICE_ORIENTATION} and
 * {@code service.ranking}; unregistered when it is unplugged or the backend stops, before an open stream is closed.
 * <ul>
 * <li><b>Threading:</b> {@link #getInfo()}, {@link #getResolutions()} and {@link #getControls()} return without waiting, on any thread;
 * {@link #open(Resolution)} may take seconds and is called by one thread at a time.
 * <li><b>Ordering:</b> one stream is open at a time; the core closes it before it opens the next.
 * <li><b>Ownership:</b> the caller of {@link #open(Resolution)} closes the stream.
 * <li><b>Null:</b> never returned.
 * <li><b>Errors:</b> a {@link CameraException} with its reason. Any other exception counts as {@code FAILED}.
 * <li><b>After unregistration:</b> {@link #getInfo()} still returns; an open stream fails with {@code DISCONNECTED}, and so does
 * {@link #open(Resolution)}.
 * </ul>
 */
@ConsumerType
public interface CameraDevice {

    /** Service property: {@link DeviceInfo#id()}. The type of the value is {@code String}. Mandatory. */
    String DEVICE_ID = "camera.device.id";
    /** Service property: {@link DeviceInfo#displayName()}. The type of the value is {@code String}. Mandatory. */
    String DEVICE_NAME = "camera.device.name";
    /**
     * Service property: the name of a {@link org.obscura.camera.DeviceInfo.Position}. The type of the value is {@code String}. Optional.
     */
    String DEVICE_POSITION = "camera.device.position";
    /** Service property: {@link DeviceInfo#orientation()} in degrees. The type of the value is {@code Integer}. Optional. */
    String DEVICE_ORIENTATION = "camera.device.orientation";
    /**
     * Service property: the nodes of the operating system that belong to it, such as {@code /dev/video0}. The type of the value is
     * {@code String[]}. Optional. Of two backends that find the same node, only the one whose devices have the higher {@code
     * service.ranking} registers a device for it; of equal rankings, the one whose name comes first.
     */
    String DEVICE_NODES = "camera.device.nodes";
    /**
     * Service property: the port of the machine that it is connected to, such as {@code 1-2} for port 2 of USB controller 1. It stays when
     * another device is connected to that port. The type of the value is {@code String}. Optional.
     */
    String DEVICE_PORT = "camera.device.port";
    /**
     * Service property: whether the device is simulated, so that its images show no real scene. A camera uses such a device only if its
     * {@code device.target} selects simulated devices. The type of the value is {@code Boolean}. Optional; absent: false.
     */
    String DEVICE_SIMULATED = "camera.device.simulated";

    /**
     * Returns the identity of the device.
     *
     * @return the same values for the life of the service
     */
    DeviceInfo getInfo();

    /**
     * Returns the image sizes that the device offers.
     *
     * @return unmodifiable, the preferred one first; empty if the device does not list them: {@link #open(Resolution)} then decides
     */
    List<Resolution> getResolutions();

    /**
     * Returns the controls of the device, without opening it. An open stream has more precise descriptions:
     * {@link CameraStream#getControls()}.
     *
     * @return unmodifiable; empty if the device has no controls, or reports them only while it is open
     */
    default List<ControlInfo> getControls() {
        return List.of();
    }

    /**
     * Opens the device.
     *
     * @param wanted the size, or null: the device chooses
     * @return the stream, ready to deliver frames of exactly the wanted size
     * @throws CameraException {@code NOT_SUPPORTED} if the device has no such size (never a stream of another size), {@code BUSY} if
     *             another program uses it, {@code DISCONNECTED} if it was unplugged, {@code FAILED} otherwise
     */
    CameraStream open(@Nullable Resolution wanted) throws CameraException;
}
