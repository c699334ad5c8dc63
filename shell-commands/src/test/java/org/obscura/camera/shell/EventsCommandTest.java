package org.obscura.camera.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.Camera.Status;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class EventsCommandTest {
    private final AtomicBoolean unregistered = new AtomicBoolean();
    private Dictionary<?, ?> properties;

    @Test
    void printsEachSignalAndStopsListening() throws Exception {
        try (Console console = console(listener -> {
            listener.onImageExposed("default", 7, "simulated:front");
            listener.onImageSaved("default", 7, "/pictures/a.jpg");
            listener.onCaptureFailed("default", 8, CaptureError.RESOURCE, "No device");
            listener.onStatusChanged("default", Status.WAITING);
            listener.onDeviceChanged("default", "");
        })) {
            List<String> lines = console.run("camera:events -n 5").lines().map(line -> line.replaceFirst("^[\\d:.]{12}  ", "")).toList();
            assertEquals(List.of(
                    "default     IMAGE_EXPOSED                7  simulated:front",
                    "default     IMAGE_SAVED                  7  /pictures/a.jpg",
                    "default     CAPTURE_FAILED               8  RESOURCE: No device",
                    "default     STATUS_CHANGED                  WAITING",
                    "default     DEVICE_CHANGED                  none"), lines);
        }
        assertTrue(unregistered.get());
        assertTrue(properties.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " --json"})
    void eachEventIsOneLineThatDoesNotActOnTheTerminal(String option) throws Exception {
        String evil = "a\u001b[2J\nb";
        try (Console console = console(listener -> {
            listener.onImageExposed("default", 7, evil);
            listener.onImageMetadataAvailable("default", 7, "Title", evil);
            listener.onImageMetadataAvailable("default", 7, evil, "x");
            listener.onImageCaptured("default", 7, evil);
            listener.onImageSaved("default", 7, evil);
            listener.onCaptureFailed("default", 8, CaptureError.RESOURCE, evil);
            listener.onPropertyChanged("default", "capturedImagePath", evil);
            listener.onDeviceChanged("default", evil);
        })) {
            String printed = console.run("camera:events -n 8" + option);
            assertEquals(8, printed.lines().count(), printed);
            printed.lines().forEach(line -> {
                assertTrue(line.contains("\\u001b[2J\\nb"), line);
                assertTrue(line.chars().noneMatch(Character::isISOControl), line);
            });
        }
    }

    @Test
    void controlsAreWrittenAsTheyAreSet() throws Exception {
        Map<String, Object> controls = new LinkedHashMap<>();
        controls.put("zoom", 2.0);
        controls.put("exposure.time", Duration.ofNanos(333_333_333));
        try (Console console = console(listener -> {
            listener.onPropertyChanged("default", "controls", controls);
            listener.onImageMetadataAvailable("default", 7, "DigitalZoomRatio", 2.0);
        })) {
            String printed = console.run("camera:events -n 2");
            assertTrue(printed.contains("  controls = zoom=2, exposure.time=1/3\n"), printed);
            assertTrue(printed.endsWith("  DigitalZoomRatio = 2\n"), printed);
            String json = console.run("camera:events -n 2 --json");
            assertTrue(json.contains("\"value\": {\"zoom\": 2, \"exposure.time\": \"1/3\"}"), json);
        }
    }

    @Test
    @Tag("slow")
    void listensToOneCameraIfAsked() throws Exception {
        try (Console console = console(listener -> listener.onPropertyChanged("default", "ready", true))) {
            assertTrue(console.run("camera:events -c default -s 1").contains("ready"));
        }
        assertEquals("default", properties.get("camera.id"));
        assertTrue(unregistered.get());
    }

    @Test
    void endsWhenInterrupted() throws Exception {
        try (Console console = console(listener -> Thread.currentThread().interrupt())) {
            assertThrows(InterruptedException.class, () -> console.run("camera:events"));
        }
        assertTrue(unregistered.get());
    }

    @Test
    void refusesACountOfNone() throws Exception {
        try (Console console = console(listener -> {})) {
            assertThrows(IllegalArgumentException.class, () -> console.run("camera:events -n 0"));
            assertThrows(IllegalArgumentException.class, () -> console.run("camera:events -s 0"));
        }
    }

    /** A framework that hands the listener over as it is registered. */
    private Console console(Consumer<CaptureListener> signals) {
        ServiceRegistration<?> registration = (ServiceRegistration<?>) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {ServiceRegistration.class}, (self, method, arguments) -> {
                    unregistered.set(method.getName().equals("unregister"));
                    return null;
                });
        BundleContext context = (BundleContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BundleContext.class},
                (self, method, arguments) -> {
                    properties = (Dictionary<?, ?>) arguments[2];
                    signals.accept((CaptureListener) arguments[1]);
                    return registration;
                });
        return new Console(new EventsCommand(context, FakeCamera.cameras(new FakeCamera("default"))));
    }
}
