package org.obscura.camera.web.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.web.WebFixture;
import org.osgi.framework.ServiceReference;

class CameraServicesTest {

    private static ServiceReference<CameraDevice> reference(int place) {
        @SuppressWarnings("unchecked")
        ServiceReference<CameraDevice> reference = WebFixture.proxy(ServiceReference.class, (method, arguments) -> switch (method) {
            case "compareTo" -> Integer.compare(place, arguments[0].hashCode());
            case "hashCode" -> place;
            default -> null;
        });
        return reference;
    }

    private static CameraDevice device(DeviceInfo info) {
        return WebFixture.proxy(CameraDevice.class, (method, arguments) -> {
            if (info.id().equals("odd:1")) {
                throw new NoClassDefFoundError("odd");
            }
            return info.id().equals("odd:2") ? null : info;
        });
    }

    private static DeviceInfo info(String id) {
        return new DeviceInfo(id, id, "hand", DeviceInfo.Position.UNSPECIFIED, 0, "", "");
    }

    @Test
    void aDeviceThatFailsToSayWhatItIsHidesNoOther() {
        SortedMap<ServiceReference<CameraDevice>, CameraDevice> tracked = new TreeMap<>();
        int place = 0;
        for (String id : List.of("hand:a", "odd:1", "odd:2", "hand:b")) {
            tracked.put(reference(place++), device(info(id)));
        }
        assertEquals(List.of("hand:b", "hand:a"), CameraServices.devices(tracked).stream().map(each -> each.info().id()).toList());
    }
}
