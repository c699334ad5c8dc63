package org.obscura.camera.shell;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The devices and backends there are now. */
@Component(service = Devices.class)
public class Devices {

    /** A device and its rank among the others. */
    record Entry(DeviceInfo info, int ranking) {
    }

    private final Map<CameraDevice, Entry> devices = new ConcurrentHashMap<>();
    private final Map<CameraBackend, String> backends = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addDevice(CameraDevice device, Map<String, Object> properties) {
        int ranking = properties.get(Constants.SERVICE_RANKING) instanceof Integer i ? i : 0;
        devices.put(device, new Entry(device.getInfo(), ranking));
    }

    void removeDevice(CameraDevice device) {
        devices.remove(device);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBackend(CameraBackend backend) {
        backends.put(backend, backend.getName());
    }

    void removeBackend(CameraBackend backend) {
        backends.remove(backend);
    }

    /** The one that a camera would take first comes first. */
    List<Entry> devices() {
        return devices.values().stream()
                .sorted(Comparator.comparingInt(Entry::ranking).reversed().thenComparing(e -> e.info().id())).toList();
    }

    List<CameraBackend> backends() {
        return backends.keySet().stream().sorted(Comparator.comparing(CameraBackend::getName)).toList();
    }
}
