package org.obscura.camera.trigger;

import java.io.File;
import java.time.Instant;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;

import org.obscura.camera.spi.FrameAnalyzer;
import org.obscura.camera.trigger.schedule.CalendarTiming;
import org.obscura.camera.trigger.schedule.IntervalTiming;
import org.obscura.camera.trigger.schedule.Timing;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.osgi.service.log.Logger;
import org.osgi.util.tracker.ServiceTracker;

/** A trigger with what it needs of the framework: its camera, and the events that cause it. */
final class ArmedTrigger implements AutoCloseable {
    /** Framework property: false in a program that ends with one command, which must not take images of its own accord. */
    private static final String ENABLED = "obscura.triggers";

    private final BundleContext context;
    private final TriggerSettings settings;
    private final CameraLink camera;
    private final ServiceTracker<FrameAnalyzer, FrameAnalyzer> analyzers;
    /** Null if what was missed before the start is not caught up. */
    private final HandledTime handled;
    private final Trigger trigger;
    private ServiceRegistration<EventHandler> handler;

    ArmedTrigger(BundleContext context, String name, String pid, TriggerSettings settings, TimeSource time, TriggerEvents events,
            Logger log) {
        this.context = context;
        this.settings = settings;
        this.camera = new CameraLink(context, settings.camera(), this::cameraArrived);
        this.analyzers = new ServiceTracker<>(context, analyzerFilter(settings.analyzer()), null) {
            @Override
            public void removedService(ServiceReference<FrameAnalyzer> reference, FrameAnalyzer analyzer) {
                trigger().release(analyzer);
                super.removedService(reference, analyzer);
            }
        };
        this.handled = handledTime(context.getDataFile(""), name, pid, settings, log);
        this.trigger = new Trigger(name, settings, camera::camera, time, events, log, timing(settings, time, handled),
                settings.kind() == Kind.ANALYZER ? this::analyzer : null, handled);
    }

    /** Returns what remembers the due times over a restart; null if it does not matter. */
    static HandledTime handledTime(File folder, String name, String pid, TriggerSettings settings, Logger log) {
        if (folder == null) {
            return null;
        }
        if (settings.catchUp() && settings.schedule() != null) {
            return new HandledTime(folder.toPath(), name, pid, settings.text() + ", " + settings.window().zone(), log);
        }
        HandledTime.forget(folder.toPath(), pid, log);
        return null;
    }

    static Timing timing(TriggerSettings settings, TimeSource time, HandledTime handled) {
        Instant since = handled == null ? null : handled.read().orElse(null);
        return switch (settings.kind()) {
            case INTERVAL -> new IntervalTiming(settings.interval(), settings.window(), time);
            case CRON, TIMES -> new CalendarTiming(settings.schedule(), settings.window(), settings.catchUp(), time, since);
            default -> null;
        };
    }

    private Optional<FrameAnalyzer> analyzer() {
        return Optional.ofNullable(analyzers.getService());
    }

    private static Filter analyzerFilter(String name) {
        try {
            return FrameworkUtil.createFilter("(&(" + Constants.OBJECTCLASS + "=" + FrameAnalyzer.class.getName() + ")("
                    + FrameAnalyzer.NAME + "=" + name.replaceAll("([\\\\*()])", "\\\\$1") + "))");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
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
        analyzers.open();
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
        analyzers.close();
    }
}
