package org.obscura.camera.process;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.credentials.RefusedPassword;
import org.obscura.camera.support.credentials.RefusedPasswords;
import org.obscura.camera.support.registration.BackendStatus;
import org.osgi.framework.BundleContext;
import org.osgi.service.log.Logger;

/** Makes devices of configurations. */
final class TestDevice {
    /** Generous, for a loaded machine. */
    static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("test.timeout", 300));
    /** What was logged. */
    static final List<String> LOG = new CopyOnWriteArrayList<>();

    private TestDevice() {
    }

    private static Map<String, Object> values(Object... pairs) {
        Map<String, Object> values = new HashMap<>(
                Map.of("service.pid", "org.obscura.camera.process~front", "latency", "0ms", "start.timeout", "60s"));
        for (int i = 0; i < pairs.length; i += 2) {
            values.put((String) pairs[i], pairs[i + 1]);
        }
        return values;
    }

    static ProcessSettings settings(Object... pairs) {
        Map<String, Object> values = values(pairs);
        ConfigReader reader = new ConfigReader(ProcessCameraConfig.class, values, Map.of());
        ProcessSettings settings = ProcessSettings.read(reader, values);
        if (!reader.errors().isEmpty()) {
            throw new IllegalArgumentException(reader.errors().toString());
        }
        return settings;
    }

    static ProcessDevice of(Object... pairs) {
        return of(RefusedPassword.inMemory(), pairs);
    }

    static ProcessDevice of(RefusedPassword password, Object... pairs) {
        return new ProcessDevice(settings(pairs), password, new BackendStatus(), () -> {}, log());
    }

    /** The password of a configuration, of which is remembered in a folder what the next program needs. */
    static RefusedPassword password(Path state, Object... pairs) {
        BundleContext context = (BundleContext) Proxy.newProxyInstance(BundleContext.class.getClassLoader(),
                new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> state.toString());
        Map<String, Object> values = values(pairs);
        return RefusedPasswords.of(context).of(values, values.keySet(), sentence -> {
            throw new AssertionError(sentence);
        });
    }

    private static Logger log() {
        return (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
            StringBuilder line = new StringBuilder();
            for (Object argument : arguments) {
                line.append(argument instanceof Object[] all ? List.of(all) : argument).append(' ');
            }
            LOG.add(line.toString());
            return null;
        });
    }

    static Frame frame(CameraStream stream) throws CameraException {
        return stream.nextFrame(PATIENCE);
    }

    /** Children of this machine that run now. */
    static List<ProcessHandle> children() {
        return ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).toList();
    }
}
