package org.obscura.camera.trigger;

import java.util.Dictionary;
import java.util.Hashtable;

import org.obscura.camera.trigger.schedule.CalendarTiming;
import org.obscura.camera.trigger.schedule.IntervalTiming;
import org.obscura.camera.trigger.schedule.Timing;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.osgi.service.log.Logger;

/** A trigger with what it needs of the framework: its camera, and the events that cause it. */
final class ArmedTrigger implements AutoCloseable {
    /** Framework property: false in a program that ends with one command, which must not take images of its own accord. */
    private static final String ENABLED = "obscura.triggers";

    private final BundleContext context;
    private final TriggerSettings settings;
    private final CameraLink camera;
    private final Trigger trigger;
    private ServiceRegistration<EventHandler> handler;

    ArmedTrigger(BundleContext context, String name, TriggerSettings settings, TimeSource time, TriggerEvents events, Logger log) {
        this.context = context;
        this.settings = settings;
        this.camera = new CameraLink(context, settings.camera(), this::cameraArrived);
        this.trigger = new Trigger(name, settings, camera::camera, time, events, log, timing(settings, time));
    }

    static Timing timing(TriggerSettings settings, TimeSource time) {
        return switch (settings.kind()) {
            case INTERVAL -> new IntervalTiming(settings.interval(), settings.window(), time);
            case CRON, TIMES -> new CalendarTiming(settings.schedule(), settings.window(), settings.catchUp(), time, null);
            default -> null;
        };
    }

    private void cameraArrived() {
        trigger.wake();
    }

    Trigger trigger() {
        return trigger;
    }

    void start() {
        if ("false".equals(context.getProperty(ENABLED))) {
            trigger.hold();
            camera.open();
            return;
        }
        camera.open();
        trigger.start();
        if (settings.kind() == Kind.EVENT) {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put(EventConstants.EVENT_TOPIC, settings.topic());
            if (!settings.filter().isEmpty()) {
                properties.put(EventConstants.EVENT_FILTER, settings.filter());
            }
            handler = context.registerService(EventHandler.class, event -> trigger.cause(), properties);
        }
    }

    @Override
    public void close() {
        if (handler != null) {
            handler.unregister();
        }
        trigger.close();
        camera.close();
    }
}
