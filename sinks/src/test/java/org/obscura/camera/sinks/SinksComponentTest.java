package org.obscura.camera.sinks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.ImageSink;
import org.obscura.camera.sinks.outbox.LogLines;
import org.obscura.camera.sinks.outbox.OutboxFixture;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class SinksComponentTest {
    @TempDir
    private Path folder;
    private final LogLines log = new LogLines();

    private static Object proxy(Class<?> type, Object result) {
        return Proxy.newProxyInstance(SinksComponentTest.class.getClassLoader(), new Class<?>[] {type},
                (self, method, arguments) -> method.getName().equals("registerService") ? proxy(ServiceRegistration.class, null)
                        : method.getName().equals("hashCode") ? (Object) 1
                        : method.getName().equals("equals") ? (Object) (self == arguments[0])
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

    @Test
    @Tag("slow")
    void aSinkOfACameraThatDoesNotExistIsLogged() throws IOException, InterruptedException {
        SinksComponent component = component(folder.resolve("usual"), folder.resolve("outbox"));
        component.addCamera((Camera) proxy(Camera.class, null), Map.of(CameraEvents.CAMERA_ID, "gate"));
        component.addSink(image -> {}, Map.of(ImageSink.NAME, "archive", CameraEvents.CAMERA_ID, "gaet"));
        OutboxFixture.await("the camera is missed", () -> !log.lines.isEmpty());
        component.close();
        assertEquals(List.of("warn: Sink archive: There is no camera gaet, of which it is to deliver images; there are gate. "
                + "Configure it, or correct 'cameras'"), log.lines);
    }
}
