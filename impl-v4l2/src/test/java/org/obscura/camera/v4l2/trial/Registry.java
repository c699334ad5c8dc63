package org.obscura.camera.v4l2.trial;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collections;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.obscura.camera.spi.CameraDevice;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Stands in for the framework: the devices that are registered. */
public final class Registry {
    private final Map<CameraDevice, Map<String, Object>> services = Collections.synchronizedMap(new LinkedHashMap<>());

    private interface Answers {
        Object to(String method, Object[] args);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, args) -> answers.to(method.getName(), args)));
    }

    public BundleContext context() {
        return proxy(BundleContext.class, (method, args) -> switch (method) {
            case "registerService" -> register((CameraDevice) args[1], (Dictionary<?, ?>) args[2]);
            case "addServiceListener", "removeServiceListener" -> null;
            case "getServiceReferences" -> List.of();
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private ServiceRegistration<?> register(CameraDevice device, Dictionary<?, ?> properties) {
        services.put(device, map(properties));
        return proxy(ServiceRegistration.class, (method, args) -> {
            if (method.equals("setProperties")) {
                services.replace(device, map((Dictionary<?, ?>) args[0]));
            } else {
                services.remove(device);
            }
            return null;
        });
    }

    private static Map<String, Object> map(Dictionary<?, ?> properties) {
        Map<String, Object> map = new LinkedHashMap<>();
        Collections.list(properties.keys()).forEach(key -> map.put((String) key, properties.get(key)));
        return map;
    }

    public List<String> ids() {
        synchronized (services) {
            return services.keySet().stream().map(device -> device.getInfo().id()).toList();
        }
    }

    public CameraDevice device(String id) {
        synchronized (services) {
            return services.keySet().stream().filter(device -> device.getInfo().id().equals(id)).findFirst().orElse(null);
        }
    }

    public Map<String, Object> properties(CameraDevice device) {
        return services.get(device);
    }

    /** Waits for a device. */
    public CameraDevice await(String id) throws InterruptedException {
        await(() -> device(id) != null, () -> "no device " + id + ", but " + ids());
        return device(id);
    }

    /** Waits for a condition that nothing tells of. */
    public static void await(BooleanSupplier condition, Supplier<String> instead) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(instead.get());
            }
            Thread.sleep(10);
        }
    }
}
