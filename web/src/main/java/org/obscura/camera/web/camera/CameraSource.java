package org.obscura.camera.web.camera;

import java.util.List;
import java.util.Optional;

import org.obscura.camera.Camera;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.spi.CameraDiscovery;
import org.obscura.camera.support.device.BackendReport;
import org.obscura.camera.web.http.HttpException;
import org.osgi.service.cm.ConfigurationAdmin;

/** The cameras, devices and backends of this machine at the moment of the call, and what finds and configures further ones. */
public interface CameraSource {

    /** A device with what its service properties say. */
    record Device(DeviceInfo info, boolean simulated) {
    }

    /** Returns the cameras by their ids. */
    List<Camera> cameras();

    /** Returns the devices, best first. */
    List<Device> devices();

    /** Returns the backends by their names. */
    List<BackendReport> backends();

    /** Returns what searches the network for cameras. */
    List<CameraDiscovery> discoveries();

    /** Returns what keeps configurations. */
    Optional<ConfigurationAdmin> configurations();

    /** Returns a camera. */
    default Camera camera(String id) throws HttpException {
        List<Camera> all = cameras();
        return all.stream().filter(camera -> camera.getId().equals(id)).findFirst()
                .orElseThrow(() -> new HttpException(404, "There is no camera '" + id + "'" + others(all)));
    }

    private static String others(List<Camera> all) {
        String ids = String.join(", ", all.stream().map(Camera::getId).toList());
        return switch (all.size()) {
            case 0 -> ", and no other";
            case 1 -> "; the only one is " + ids;
            default -> "; there are " + ids;
        };
    }
}
