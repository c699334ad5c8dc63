package org.obscura.camera.shell;

import java.util.List;
import java.util.Map;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraStream;

/** A device that is listed and never opened. */
record FakeDevice(DeviceInfo info) implements CameraDevice {

    /** A backend in a state of its own. */
    record Backend(String name, BackendState state, String reason) implements CameraBackend {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public BackendState getState() {
            return state;
        }

        @Override
        public String getReason() {
            return reason;
        }
    }

    static void add(Devices devices, DeviceInfo info, int ranking) {
        devices.addDevice(new FakeDevice(info), Map.of("service.ranking", ranking));
    }

    @Override
    public DeviceInfo getInfo() {
        return info;
    }

    @Override
    public List<Resolution> getResolutions() {
        return List.of();
    }

    @Override
    public CameraStream open(Resolution wanted) throws CameraException {
        throw new CameraException(CameraException.Reason.FAILED, "not meant to be opened");
    }
}
