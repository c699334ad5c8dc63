package org.obscura.camera.core.engine;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.spi.Frame;
import org.osgi.service.event.Event;

/** The base of tests of the engine with manual devices. After each test nothing may be left: promise 12. */
abstract class EngineTestBase {
    /** How long an expected event may take on a loaded machine. */
    static final int PATIENCE_SECONDS = Integer.getInteger("test.timeout", 300);

    @TempDir
    Path folder;
    EngineFixture context;

    @BeforeEach
    void openFixture() {
        context = new EngineFixture(folder);
    }

    @AfterEach
    void closeFixture() throws Exception {
        context.close();
        context.assertNothingLeft();
    }

    static int request(Event event) {
        return (Integer) event.getProperty(CameraEvents.REQUEST_ID);
    }

    static List<Integer> requests(List<Event> events) {
        return events.stream().map(EngineTestBase::request).toList();
    }

    /** Returns a frame of which a method fails, from one of its calls on. */
    static Frame failing(Frame frame, String name, int firstCall, Throwable failure) {
        AtomicInteger calls = new AtomicInteger();
        return (Frame) Proxy.newProxyInstance(Frame.class.getClassLoader(), new Class<?>[] {Frame.class}, (proxy, method, values) -> {
            if (method.getName().equals(name) && calls.incrementAndGet() >= firstCall) {
                throw failure;
            }
            return method.invoke(frame, values);
        });
    }

    static CaptureOptions.Builder options() {
        return CaptureOptions.builder();
    }

    /** The names in the folder. */
    List<String> names() throws Exception {
        return names(folder);
    }

    static List<String> names(Path of) throws Exception {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
