package org.obscura.camera.process;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.registration.BackendStatus;
import org.osgi.service.log.Logger;

/** Makes devices of configurations. */
final class TestDevice {
    /** Generous, for a loaded machine. */
    static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("test.timeout", 300));
    /** What was logged. */
    static final List<String> LOG = Collections.synchronizedList(new ArrayList<>());

    private TestDevice() {
    }

    static ProcessSettings settings(Object... pairs) {
        Map<String, Object> values = new HashMap<>(
                Map.of("service.pid", "org.obscura.camera.process~front", "latency", "0ms", "start.timeout", "60s"));
        for (int i = 0; i < pairs.length; i += 2) {
            values.put((String) pairs[i], pairs[i + 1]);
        }
        ConfigReader reader = new ConfigReader(ProcessCameraConfig.class, values, Map.of());
        ProcessSettings settings = ProcessSettings.read(reader, values);
        if (!reader.errors().isEmpty()) {
            throw new IllegalArgumentException(reader.errors().toString());
        }
        return settings;
    }

    static ProcessDevice of(Object... pairs) {
        return new ProcessDevice(settings(pairs), new BackendStatus(), () -> {}, log());
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
