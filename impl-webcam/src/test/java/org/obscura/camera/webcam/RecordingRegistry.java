package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.fail;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.obscura.camera.spi.CameraDevice;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** Stands in for the framework: the bundle's data area, and the cameras that are registered. */
final class RecordingRegistry {
    /** What is registered: the service and its properties. */
    record Service(CameraDevice device, Map<String, Object> properties) {
    }

    private final Path data;
    private final List<Service> services = new ArrayList<>();
    /** The state of another backend; null: there is none. */
    volatile BackendState stateOfOther;
    /** Called when that state is requested. */
    volatile Runnable whenAsked = () -> {};
    final List<ServiceListener> listeners = new CopyOnWriteArrayList<>();
    /** The nodes of the devices that the other backend offers. */
    volatile String[] nodesOfOther = {};

    RecordingRegistry(Path data) {
        this.data = data;
    }

    BundleContext context() {
        return proxy(BundleContext.class, (method, args) -> switch (method) {
            case "getDataFile" -> data.resolve((String) args[0]).toFile();
            case "registerService" -> register((CameraDevice) args[1], (Dictionary<?, ?>) args[2]);
            case "addServiceListener" -> {
                listeners.add((ServiceListener) args[0]);
                yield null;
            }
            case "removeServiceListener" -> null;
            case "getServiceReferences" -> references((Class<?>) args[0]);
            case "getService" -> proxy(CameraBackend.class, (asked, none) -> {
                whenAsked.run();
                return stateOfOther;
            });
            case "ungetService" -> true;
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private List<ServiceReference<?>> references(Class<?> type) {
        if (stateOfOther == null || type == CameraDevice.class && nodesOfOther.length == 0) {
            return List.of();
        }
        Map<String, Object> properties = Map.of(CameraBackend.BACKEND, "v4l2", Constants.SERVICE_RANKING, 150, CameraDevice.DEVICE_NODES,
                nodesOfOther);
        return List.of(proxy(ServiceReference.class, (method, args) -> properties.get(args[0])));
    }

    private ServiceRegistration<?> register(CameraDevice device, Dictionary<?, ?> properties) {
        Map<String, Object> map = new HashMap<>();
        Collections.list(properties.keys()).forEach(key -> map.put((String) key, properties.get(key)));
        Service service = new Service(device, map);
        synchronized (services) {
            services.add(service);
            services.notifyAll();
        }
        return proxy(ServiceRegistration.class, (method, args) -> {
            synchronized (services) {
                services.remove(service);
                services.notifyAll();
            }
            return null;
        });
    }

    private interface Answers {
        Object to(String method, Object[] args);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, args) -> answers.to(method.getName(), args)));
    }

    List<String> ids() {
        synchronized (services) {
            return services.stream().map(s -> s.device().getInfo().id()).collect(Collectors.toList());
        }
    }

    /** Waits for a service. What exists instead is reported when the time is over, or there is no hope. */
    Service await(Predicate<Service> wanted, BooleanSupplier hopeless, Supplier<String> instead) throws InterruptedException {
        synchronized (services) {
            await(() -> services.stream().anyMatch(wanted), hopeless, instead);
            return services.stream().filter(wanted).findFirst().orElseThrow();
        }
    }

    /** Waits until there is none. */
    void awaitNone(BooleanSupplier hopeless, Supplier<String> instead) throws InterruptedException {
        synchronized (services) {
            await(services::isEmpty, hopeless, instead);
        }
    }

    private void await(BooleanSupplier condition, BooleanSupplier hopeless, Supplier<String> instead) throws InterruptedException {
        long end = System.nanoTime() + Rig.SOON.toNanos();
        while (!condition.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0 || hopeless.getAsBoolean()) {
                fail("Services are " + services + ", " + instead.get());
            }
            services.wait(left / 1_000_000 + 1);
        }
    }
}
