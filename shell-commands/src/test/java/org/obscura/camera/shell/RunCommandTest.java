package org.obscura.camera.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class RunCommandTest {
    private final AtomicBoolean unregistered = new AtomicBoolean();
    private String errors;

    @Test
    void printsThePathOfEachImageUntilInterrupted() throws Exception {
        assertEquals("/images/a.jpg\n/images/b.jpg\n", run(listener -> {
            listener.onImageSaved("front", 1, "/images/a.jpg");
            listener.onCaptureFailed("front", 2, CaptureError.RESOURCE, "no device");
            listener.onImageSaved("front", 3, "/images/b.jpg");
        }, "b.jpg"));
        assertEquals(Triggers.NONE + "\nCamera front, request 2 failed: no device\n", errors);
        assertTrue(unregistered.get());
    }

    @Test
    void pathsAndMessagesDoNotActOnTheTerminal() throws Exception {
        assertEquals("/images/a\\u001b[2J\\nb.jpg\n", run(listener -> {
            listener.onCaptureFailed("front", 1, CaptureError.RESOURCE, "no\u001b[2J\ndevice");
            listener.onImageSaved("front", 2, "/images/a\u001b[2J\nb.jpg");
        }, "b.jpg"));
        assertEquals(Triggers.NONE + "\nCamera front, request 1 failed: no\\u001b[2J\\ndevice\n", errors);
    }

    /** Runs the command while events come, interrupts it once it has printed a text, and returns what it printed. */
    private String run(Consumer<CaptureListener> events, String last) throws Exception {
        Thread[] command = new Thread[1];
        try (Console console = new Console(new RunCommand(context(listener -> {
            command[0] = Thread.currentThread();
            events.accept(listener);
        }), new Triggers()))) {
            Thread reader = new Thread(() -> {
                while (!console.printed().contains(last)) {
                    Thread.onSpinWait();
                }
                command[0].interrupt();
            });
            reader.start();
            assertThrows(InterruptedException.class, () -> console.run("camera:run"));
            reader.join();
            errors = console.errors();
            return console.printed();
        }
    }

    private BundleContext context(Consumer<CaptureListener> onRegister) {
        ServiceRegistration<?> registration = (ServiceRegistration<?>) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {ServiceRegistration.class}, (self, method, arguments) -> {
                    unregistered.set(method.getName().equals("unregister"));
                    return null;
                });
        return (BundleContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BundleContext.class},
                (self, method, arguments) -> {
                    onRegister.accept((CaptureListener) arguments[1]);
                    return registration;
                });
    }
}
