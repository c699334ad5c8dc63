package org.obscura.camera.support.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.osgi.service.log.Logger;

class PrintableLoggerTest {
    private static final String EVIL = "a\n2026-11-26 ERROR b\u001b[2J";
    private static final String SAFE = "a\\n2026-11-26 ERROR b\\u001b[2J";

    private final List<Object> written = new ArrayList<>();
    private final Logger log = PrintableLogger
            .of((Logger) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Logger.class},
                    (proxy, method, arguments) -> {
                        if (arguments != null) {
                            for (Object each : arguments) {
                                written.addAll(each instanceof Object[] many ? Arrays.asList(many) : List.of(each));
                            }
                        }
                        return method.getReturnType() == boolean.class ? Boolean.TRUE : null;
                    }));

    @Test
    void textsOfEveryMethodAreSafe() {
        log.warn(EVIL);
        log.info("{}", EVIL);
        log.error("{} {}", EVIL, 7);
        log.debug("{} {} {}", EVIL, true, new StringBuilder(EVIL));
        assertEquals(List.of(SAFE, "{}", SAFE, "{} {}", SAFE, 7, "{} {} {}", SAFE, true, SAFE), written);
        assertTrue(log.isDebugEnabled());
        assertNull(PrintableLogger.of(null));
    }

    @Test
    void exceptionsKeepTheirTraceAndCauses() {
        Exception harmless = new IllegalStateException("no", new RuntimeException("why"));
        log.warn("x", harmless);
        assertSame(harmless, written.get(1));
        Exception evil = new IllegalStateException("no", new RuntimeException(EVIL));
        evil.getCause().initCause(new RuntimeException("ring", evil));
        log.warn("x", evil);
        Throwable safe = (Throwable) written.get(3);
        StringWriter text = new StringWriter();
        safe.printStackTrace(new PrintWriter(text, true));
        assertTrue(text.toString().startsWith("java.lang.IllegalStateException: no"), text.toString());
        assertTrue(text.toString().contains("Caused by: java.lang.RuntimeException: " + SAFE), text.toString());
        assertTrue(text.toString().contains("exceptionsKeepTheirTraceAndCauses"), text.toString());
        assertTrue(text.toString().lines().noneMatch(line -> line.startsWith("2026")), text.toString());
    }
}
