package org.obscura.camera.itest;

import java.util.List;
import java.util.Map;

import org.obscura.camera.CameraEvents;
import org.osgi.framework.Constants;
import org.osgi.service.event.Event;

/**
 * One event of a request, as it was received.
 *
 * @param service which service of a camera it comes from; its ids restart with it. Events name it; for a listener it is 0
 * @param kind the last part of the topic
 * @param detail the device, path, key or error
 */
record RecordedEvent(String camera, long service, int request, String kind, String detail) {
    static final String EXPOSED = "IMAGE_EXPOSED";
    static final String CAPTURED = "IMAGE_CAPTURED";
    static final String METADATA = "IMAGE_METADATA_AVAILABLE";
    static final String SAVED = "IMAGE_SAVED";
    static final String AVAILABLE = "IMAGE_AVAILABLE";
    static final String FAILED = "CAPTURE_FAILED";
    private static final Map<String, String> DETAILS = Map.of(EXPOSED, CameraEvents.DEVICE_ID, CAPTURED, CameraEvents.PREVIEW, METADATA,
            CameraEvents.KEY, SAVED, CameraEvents.PATH, FAILED, CameraEvents.ERROR);

    /** The signal of an event, or null if it is not one of a request. */
    static RecordedEvent of(Event event) {
        if (!(event.getProperty(CameraEvents.REQUEST_ID) instanceof Integer request)) {
            return null;
        }
        String kind = event.getTopic().substring(event.getTopic().lastIndexOf('/') + 1);
        return new RecordedEvent((String) event.getProperty(CameraEvents.CAMERA_ID),
                event.getProperty(Constants.SERVICE_ID) instanceof Long service ? service : -1, request, kind,
                DETAILS.containsKey(kind) ? String.valueOf(event.getProperty(DETAILS.get(kind))) : "");
    }

    boolean isEnd() {
        return List.of(SAVED, AVAILABLE, FAILED).contains(kind);
    }
}
