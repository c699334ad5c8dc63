package org.obscura.camera.core.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.management.ObjectName;

import org.junit.jupiter.api.Test;
import org.obscura.camera.Camera;
import org.obscura.camera.core.logging.EngineLog;
import org.osgi.service.log.Logger;

/** Two frameworks in one JVM share its JMX. */
class ManagedCameraTest {
    private static final String ID = "of two frameworks";

    private final List<String> logged = new ArrayList<>();
    private final Camera camera = proxy(Camera.class, ID);
    private final EngineLog log = new EngineLog(name -> proxy(Logger.class, null));

    private <T> T proxy(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            if (method.getName().equals("warn")) {
                logged.add(Arrays.deepToString(arguments));
            }
            return answer;
        }));
    }

    private static boolean isRegistered() throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .isRegistered(new ObjectName("org.obscura.camera:type=Camera,id=" + ObjectName.quote(ID)));
    }

    @Test
    void aCameraOfAnotherFrameworkWithTheSameIdStays_andAMessageSaysWhatToDo() throws Exception {
        ManagedCamera first = new ManagedCamera(camera, log, Runnable::run);
        ManagedCamera second = new ManagedCamera(camera, log, Runnable::run);
        assertEquals(1, logged.size());
        assertTrue(logged.get(0).contains("obscura.jmx=false"), logged::toString);
        assertFalse(logged.get(0).contains("Exception"), logged::toString);
        second.close();
        assertTrue(isRegistered());
        first.close();
        assertFalse(isRegistered());
    }
}
