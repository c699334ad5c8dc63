package org.obscura.camera.trigger;

import java.util.HashMap;
import java.util.Map;

import org.obscura.camera.CameraEvents;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** Posts the events of triggers; without an EventAdmin there are none. */
@Component(service = TriggerEvents.class)
public class TriggerEvents {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile EventAdmin eventAdmin;

    void fired(String trigger, String camera, int request) {
        post(CameraEvents.TOPIC_TRIGGER_FIRED, trigger, camera, CameraEvents.REQUEST_ID, request);
    }

    void missed(String trigger, String camera, String message) {
        post(CameraEvents.TOPIC_TRIGGER_MISSED, trigger, camera, CameraEvents.MESSAGE, message);
    }

    private void post(String topic, String trigger, String camera, String key, Object value) {
        EventAdmin admin = eventAdmin;
        if (admin != null) {
            Map<String, Object> properties = new HashMap<>();
            properties.put(CameraEvents.TRIGGER_NAME, trigger);
            properties.put(CameraEvents.CAMERA_ID, camera);
            properties.put(CameraEvents.TIMESTAMP, System.currentTimeMillis());
            properties.put(key, value);
            try {
                admin.postEvent(new Event(topic, properties));
            } catch (IllegalStateException e) {
                return; // it is stopping, and delivers nothing any more
            }
        }
    }
}
