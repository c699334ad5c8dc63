package org.obscura.camera.core.event;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Knows for which topics an EventHandler is registered. An EventAdmin queues each event before it looks for handlers, and most events of a
 * capture have none.
 */
public final class EventTopics implements AutoCloseable {
    private final ServiceTracker<EventHandler, ServiceReference<EventHandler>> handlers;
    /** What is known of topics, as long as no handler comes, changes or goes. */
    @GuardedBy("this")
    private final Map<String, Boolean> known = new HashMap<>();
    @GuardedBy("this")
    private int knownAt = -1;

    /** Follows the handlers, also those that are wired to another copy of the package: the EventAdmin decides which it serves. */
    public EventTopics(BundleContext context) {
        handlers = new ServiceTracker<>(context, EventHandler.class, null) {
            @Override
            public ServiceReference<EventHandler> addingService(ServiceReference<EventHandler> reference) {
                return reference; // a handler that is created at its first use is not created
            }

            @Override
            public void removedService(ServiceReference<EventHandler> reference, ServiceReference<EventHandler> same) {
                // nothing to release
            }
        };
        handlers.open(true);
    }

    @Override
    public void close() {
        handlers.close();
    }

    /** Returns whether an EventHandler is registered for a topic; its filter does not count. */
    public synchronized boolean isHandled(String topic) {
        int now = handlers.getTrackingCount();
        if (now != knownAt) {
            known.clear();
            knownAt = now;
        }
        return known.computeIfAbsent(topic, this::findHandler);
    }

    private boolean findHandler(String topic) {
        ServiceReference<EventHandler>[] references = handlers.getServiceReferences();
        if (references != null) {
            for (ServiceReference<EventHandler> handler : references) {
                if (topicsOf(handler.getProperty(EventConstants.EVENT_TOPIC)).stream().anyMatch(pattern -> matches(pattern, topic))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<?> topicsOf(@Nullable Object property) {
        return property instanceof Object[] array ? List.of(array) : property instanceof Collection<?> all ? List.copyOf(all)
                : property == null ? List.of() : List.of(property);
    }

    private static boolean matches(Object pattern, String topic) {
        return pattern.equals(topic) || pattern.equals("*") || pattern instanceof String prefix && prefix.endsWith("/*")
                && topic.startsWith(prefix.substring(0, prefix.length() - 1));
    }
}
