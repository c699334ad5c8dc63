package org.obscura.camera.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.CaptureSeries;
import org.obscura.camera.Resolution;
import org.obscura.camera.testing.TestCamera;
import org.obscura.camera.testing.TestDevice;

/** Each block of Java in the pages compiles, and what captures does so. */
class JavaBlocksTest {
    private static final String APPLICATIONS = "docs/using-from-an-application.md";

    @TempDir
    Path classes;
    @TempDir
    Path images;

    static Stream<String> pages() {
        return Sources.endingWith(".md").stream().filter(page -> Sources.text(page).contains("```java")).map(Sources::name);
    }

    private DocumentedCode compiled(String page) {
        return DocumentedCode.compile(JavaBlock.in(page, Sources.text(Sources.ROOT.resolve(page))), classes);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theCodeOfAPageCompiles(String page) throws Exception {
        try (DocumentedCode code = compiled(page)) {
            assertEquals("", String.join("\n", code.problems()));
        }
    }

    @Test
    void aMistakeIsReportedWithItsPlace() throws Exception {
        String page = """
                # Page

                ```java
                public class Counter {
                    int count() { return "one"; }
                    void other() { … }
                }
                ```

                <!-- java: CameraCapture camera -->
                ```java
                int id = camera.capture();
                int other = camera.take();
                ```
                """;
        try (DocumentedCode code = DocumentedCode.compile(JavaBlock.in("page.md", page), classes)) {
            assertEquals(2, code.problems().size(), code.problems()::toString);
            assertEquals("page.md:5: incompatible types: java.lang.String cannot be converted to int", code.problems().get(0));
            assertTrue(code.problems().get(1).startsWith("page.md:13: cannot find symbol; symbol:   method take()"),
                    code.problems()::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({"README.md, ## Use it", APPLICATIONS + ", ## Take an image"})
    void theInspectorMeasuresItsImage(String page, String heading) throws Exception {
        try (DocumentedCode code = compiled(page); TestCamera camera = TestCamera.in(images)) {
            camera.unplug(camera.device());
            camera.plugIn(new TestDevice("large", new Resolution(1280, 720)));
            Surroundings application = code.around(heading);
            reportFailures(camera, application);
            Object inspector = inner(application, "Inspector");
            Field field = inspector.getClass().getDeclaredField("camera");
            field.setAccessible(true);
            field.set(inspector, camera.capture());
            inspector.getClass().getMethod("inspect").invoke(inspector);
            assertEquals(images.resolve("part-4711.png"), application.next());
            try (Stream<Path> saved = Files.list(images)) {
                assertEquals(List.of("IMG_00000001.jpg", "part-4711.png"),
                        saved.map(path -> path.getFileName().toString()).filter(name -> !name.startsWith(".")).sorted().toList());
            }
        }
    }

    /** Ends the test at once where the code of a page ignores a failure. */
    private static void reportFailures(TestCamera camera, Surroundings application) {
        camera.addListener(new CaptureListener() {
            @Override
            public void onCaptureFailed(String cameraId, int requestId, CaptureError error, String message) {
                application.report(new IllegalStateException(message));
            }
        });
    }

    private static Object inner(Surroundings application, String type) throws ReflectiveOperationException {
        Class<?> inner = application.getClass().getClassLoader().loadClass(application.getClass().getName() + "$" + type);
        Constructor<?> constructor = inner.getConstructor(application.getClass());
        return constructor.newInstance(application);
    }

    @Test
    void theViewIsShown() throws Exception {
        try (DocumentedCode code = compiled(APPLICATIONS); TestCamera camera = TestCamera.in(images)) {
            Surroundings application = code.around("## Show what a camera sees");
            run(application, Camera.class, camera.camera());
            ByteBuffer jpeg = assertInstanceOf(ByteBuffer.class, application.next());
            assertEquals((short) 0xffd8, jpeg.getShort(0));
        }
    }

    @Test
    void theImagesOfTheSeriesAreMeasured() throws Exception {
        try (DocumentedCode code = compiled(APPLICATIONS); TestCamera camera = TestCamera.in(images)) {
            Surroundings application = code.around("## Series and brackets");
            run(application, CameraCapture.class, camera.capture());
            assertTrue(Files.exists(assertInstanceOf(Path.class, application.next())));
            camera.capture().getSeries().forEach(CaptureSeries::cancel);
            Object end = application.next();
            while (end instanceof Path) { // what was exposed before
                end = application.next();
            }
            assertInstanceOf(List.class, end, "what is reported of the series");
        }
    }

    private static void run(Surroundings application, Class<?> type, Object variable) throws ReflectiveOperationException {
        Method run = application.getClass().getMethod("run", type);
        run.invoke(application, variable);
    }
}
