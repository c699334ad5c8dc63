package org.obscura.camera.shell;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.DeviceInfo.Position;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.support.device.BackendReport;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The devices and backends that are registered now. Devices are described by their service properties alone: a device that does not answer
 * must not stop a command.
 */
@Component(service = Devices.class)
public class Devices {

    /** A device and its place among the others. */
    record Entry(DeviceInfo info, int ranking, long serviceId) {
    }

    private final Map<Object, Entry> devices = new ConcurrentHashMap<>();
    private final List<CameraBackend> backends = new CopyOnWriteArrayList<>();

    @Reference(service = CameraDevice.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            updated = "addDevice")
    void addDevice(ServiceReference<CameraDevice> device) {
        Object id = device.getProperty(Constants.SERVICE_ID);
        int ranking = device.getProperty(Constants.SERVICE_RANKING) instanceof Integer i ? i : 0;
        devices.put(id, new Entry(info(device), ranking, (Long) id));
    }

    void removeDevice(ServiceReference<CameraDevice> device) {
        devices.remove(device.getProperty(Constants.SERVICE_ID));
    }

    private static DeviceInfo info(ServiceReference<CameraDevice> device) {
        String id = text(device, CameraDevice.DEVICE_ID, "service-" + device.getProperty(Constants.SERVICE_ID));
        Position position = Position.UNSPECIFIED;
        for (Position each : Position.values()) {
            if (each.name().equals(device.getProperty(CameraDevice.DEVICE_POSITION))) {
                position = each;
            }
        }
        return new DeviceInfo(id, text(device, CameraDevice.DEVICE_NAME, id), text(device, CameraBackend.BACKEND, ""), position, 0, "",
                "");
    }

    private static String text(ServiceReference<CameraDevice> device, String key, String otherwise) {
        String text = Objects.toString(device.getProperty(key), "");
        return text.isEmpty() ? otherwise : text;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBackend(CameraBackend backend) {
        backends.add(backend);
    }

    void removeBackend(CameraBackend backend) {
        backends.removeIf(each -> each == backend); // two may be equal, as records are
    }

    /** Returns the devices, first the one that a camera would take first: by ranking, then the one registered first. */
    List<Entry> devices() {
        return devices.values().stream()
                .sorted(Comparator.comparingInt(Entry::ranking).reversed().thenComparingLong(Entry::serviceId)).toList();
    }

    List<BackendReport> backends() {
        return BackendReport.of(backends.stream());
    }
}
