package org.obscura.camera.itest;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/** The warnings of core: registers a log service with its classes, which no package of the tests has to be wired to. */
final class CoreLog implements AutoCloseable {
    private static final String FACTORY = "org.osgi.service.log.LoggerFactory";
    private static final String LOGGER = "org.osgi.service.log.Logger";

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final ServiceRegistration<?> registration;

    CoreLog(Bundle core) throws ClassNotFoundException {
        Object logger = proxy(core, LOGGER, (proxy, method, arguments) -> {
            if (method.getName().equals("warn")) {
                String format = ((String) arguments[0]).replace("%", "%%").replace("{}", "%s");
                warnings.add(String.format(format, arguments.length > 1 ? (Object[]) arguments[1] : new Object[0]));
            }
            return method.getReturnType() == boolean.class ? Boolean.TRUE : null;
        });
        Object factory = proxy(core, FACTORY, (proxy, method, arguments) -> switch (method.getName()) {
            case "getLogger" -> logger;
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "the log of the test";
        });
        registration = core.getBundleContext().registerService(FACTORY, factory,
                new Hashtable<>(Map.of(Constants.SERVICE_RANKING, Integer.MAX_VALUE)));
    }

    private static Object proxy(Bundle bundle, String type, InvocationHandler handler) throws ClassNotFoundException {
        Class<?> loaded = bundle.loadClass(type);
        return Proxy.newProxyInstance(loaded.getClassLoader(), new Class<?>[] {loaded}, handler);
    }

    /** Returns the warnings that contain a text. */
    List<String> warnings(String text) {
        return warnings.stream().filter(warning -> warning.contains(text)).toList();
    }

    @Override
    public void close() {
        registration.unregister();
    }
}
