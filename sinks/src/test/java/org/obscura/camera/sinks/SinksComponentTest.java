package org.obscura.camera.sinks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.sinks.outbox.LogLines;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class SinksComponentTest {
    @TempDir
    private Path folder;
    private final LogLines log = new LogLines();

    private static Object proxy(Class<?> type, Object result) {
        return Proxy.newProxyInstance(SinksComponentTest.class.getClassLoader(), new Class<?>[] {type},
                (self, method, arguments) -> method.getName().equals("registerService") ? proxy(ServiceRegistration.class, null)
                        : method.getReturnType() == String.class ? result : null);
    }

    private SinksComponent component(Path usual, Path configured) throws IOException {
        return new SinksComponent((BundleContext) proxy(BundleContext.class, usual.toString()),
                Map.of("service.pid", "org.obscura.camera.sinks", "directory", configured.toString()), log.logger());
    }

    @Test
    void aFolderThatCannotBeUsedIsSaidAndTheUsualOneIsUsed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        component(folder.resolve("usual"), file).close();
        assertTrue(Files.isDirectory(folder.resolve("usual")));
        assertEquals(1, log.lines.size(), log.lines::toString);
        assertTrue(log.lines.get(0).startsWith("warn: Configuration org.obscura.camera.sinks: directory=" + file + " cannot be used ("),
                log.lines::toString);
    }

    @Test
    void withoutAnyFolderItSaysThatNothingIsKept() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThrows(IOException.class, () -> component(file, file));
        assertEquals(1, log.lines.size(), log.lines::toString);
        assertTrue(log.lines.get(0).startsWith("error: No image is delivered or kept for a sink: the outboxes cannot be in " + file),
                log.lines::toString);
    }
}
