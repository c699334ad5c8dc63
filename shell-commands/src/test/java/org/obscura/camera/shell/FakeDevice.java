package org.obscura.camera.shell;

import java.lang.reflect.Proxy;
import java.util.Map;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** Devices that are listed and never called. */
final class FakeDevice {
    private FakeDevice() {
    }

    /** A backend in a state of its own. */
    record Backend(String name, BackendState state, String findings, String reason) implements CameraBackend {
        Backend(String name, BackendState state, String reason) {
            this(name, state, "", reason);
        }

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

        @Override
        public String getFindings() {
            return findings;
        }
    }

    /** Registers a device as the latest of all. */
    static void add(Devices devices, DeviceInfo info, int ranking) {
        add(devices, info, ranking, devices.devices().size());
    }

    static void add(Devices devices, DeviceInfo info, int ranking, long serviceId) {
        devices.addDevice(reference(Map.of(Constants.SERVICE_ID, serviceId, Constants.SERVICE_RANKING, ranking, CameraDevice.DEVICE_ID,
                info.id(), CameraDevice.DEVICE_NAME, info.displayName(), CameraBackend.BACKEND, info.backend(),
                CameraDevice.DEVICE_POSITION, info.position().name())));
    }

    @SuppressWarnings("unchecked")
    private static ServiceReference<CameraDevice> reference(Map<String, Object> properties) {
        return (ServiceReference<CameraDevice>) Proxy.newProxyInstance(FakeDevice.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getProperty")) {
                        return properties.get(arguments[0]);
                    }
                    throw new AssertionError(method + " is not meant to be called");
                });
    }
}
