package org.obscura.camera.ip;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.obscura.camera.spi.CameraDevice;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.log.Logger;

/** Stands in for the framework: the devices that are registered, and the log. */
final class Framework {
    private final List<CameraDevice> devices = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final Path state;

    /** Has no folder that stays when it ends. */
    Framework() {
        this(null);
    }

    /** @param state what stays when it ends, or null */
    Framework(Path state) {
        this.state = state;
    }

    /** Answers a call. */
    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }

    BundleContext context() {
        return proxy(BundleContext.class, (method, arguments) -> {
            if (method.equals("getProperty")) {
                return state == null ? null : state.toString();
            }
            if (method.equals("getDataFile")) {
                return null;
            }
            CameraDevice device = (CameraDevice) arguments[1];
            synchronized (this) {
                devices.add(device);
                notifyAll();
            }
            return proxy(ServiceRegistration.class, (unregister, none) -> {
                synchronized (this) {
                    devices.remove(device);
                    notifyAll();
                }
                return null;
            });
        });
    }

    Logger log() {
        return proxy(Logger.class, (method, arguments) -> {
            StringBuilder line = new StringBuilder(method);
            for (Object argument : arguments) {
                line.append(' ').append(argument instanceof Object[] all ? List.of(all) : argument);
            }
            synchronized (this) {
                lines.add(line.toString());
            }
            return null;
        });
    }

    synchronized List<CameraDevice> devices() {
        return List.copyOf(devices);
    }

    synchronized String lines() {
        return String.join("\n", lines);
    }

    /** Waits until so many devices are registered. */
    synchronized List<CameraDevice> await(int count) throws InterruptedException {
        return await(() -> devices.size() == count);
    }

    synchronized List<CameraDevice> await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TestDevice.PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            wait(50);
        }
        if (!condition.getAsBoolean()) {
            throw new AssertionError("Devices are " + devices + ", the log says\n" + lines());
        }
        return List.copyOf(devices);
    }
}
