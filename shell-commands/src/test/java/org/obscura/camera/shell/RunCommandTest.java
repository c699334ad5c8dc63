package org.obscura.camera.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class RunCommandTest {
    private final AtomicBoolean unregistered = new AtomicBoolean();
    private final AtomicReference<CaptureListener> listener = new AtomicReference<>();

    @Test
    void printsThePathOfEachImageUntilInterrupted() throws Exception {
        Thread[] command = new Thread[1];
        try (Console console = new Console(new RunCommand(context(() -> command[0] = Thread.currentThread()), new Triggers()))) {
            Thread reader = new Thread(() -> {
                while (!console.printed().contains("b.jpg")) {
                    Thread.onSpinWait();
                }
                command[0].interrupt();
            });
            reader.start();
            assertThrows(InterruptedException.class, () -> console.run("camera:run"));
            reader.join();
            assertEquals("/images/a.jpg\n/images/b.jpg\n", console.printed());
        }
        assertTrue(unregistered.get());
    }

    private BundleContext context(Runnable onRegister) {
        ServiceRegistration<?> registration = (ServiceRegistration<?>) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {ServiceRegistration.class}, (self, method, arguments) -> {
                    unregistered.set(method.getName().equals("unregister"));
                    return null;
                });
        return (BundleContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BundleContext.class},
                (self, method, arguments) -> {
                    onRegister.run();
                    listener.set((CaptureListener) arguments[1]);
                    listener.get().onImageSaved("front", 1, "/images/a.jpg");
                    listener.get().onCaptureFailed("front", 2, CaptureError.RESOURCE, "no device");
                    listener.get().onImageSaved("front", 3, "/images/b.jpg");
                    return registration;
                });
    }
}
