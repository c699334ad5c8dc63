package org.obscura.camera.core.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.service.log.Logger;

class EngineLogTest {
    private static final int MESSAGES = 1000;

    private final List<String> calls = new CopyOnWriteArrayList<>();

    private Logger logger(boolean debugging) {
        return (Logger) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, args) -> {
            calls.add(method.getName());
            return method.getName().equals("isDebugEnabled") ? debugging : null;
        });
    }

    private long count(String method) {
        return calls.stream().filter(method::equals).count();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void debugMessages_areWrittenWhileTheLevelIsOn_whichIsNotAskedForEach(boolean debugging) {
        Logger logger = logger(debugging);
        EngineLog log = new EngineLog(name -> logger);
        IntStream.range(0, MESSAGES).forEach(i -> log.debug("Message {}", i));
        assertEquals(debugging ? MESSAGES : 0, count("debug"));
        assertTrue(count("isDebugEnabled") < MESSAGES, () -> "asked " + count("isDebugEnabled") + " times");
    }
}
