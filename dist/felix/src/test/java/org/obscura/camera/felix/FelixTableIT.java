package org.obscura.camera.felix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** The bundles that docs/felix.md lists, in a bare framework. */
@Timeout(600)
class FelixTableIT {
    private static final Path PAGE = Path.of("../../docs/felix.md");
    private static final Pattern ROW = Pattern.compile("\\| `([\\w.]+:[\\w.-]+:[\\w.-]+)` \\|.*");

    @TempDir
    private Path folder;

    static List<String> coordinates() throws IOException {
        try (Stream<String> lines = Files.lines(PAGE)) {
            List<String> found = lines.map(ROW::matcher).filter(Matcher::matches).map(row -> row.group(1)).toList();
            assertTrue(found.size() > 10, "the page has no table of coordinates");
            return found;
        }
    }

    @Test
    void theListedBundlesResolveStartAndTakeAnImage() throws Exception {
        Framework framework = framework();
        try {
            List<Bundle> bundles = new ArrayList<>();
            for (String coordinate : coordinates()) {
                if (!coordinate.contains(":org.apache.felix.framework:") && !coordinate.contains(":org.apache.felix.gogo.jline:")) {
                    bundles.add(framework.getBundleContext().installBundle(jar(coordinate).toURI().toString()));
                }
            }
            bundles.removeIf(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null);
            for (Bundle bundle : bundles) {
                bundle.start();
                assertEquals(Bundle.ACTIVE, bundle.getState(), bundle.toString());
            }
            assertEquals(folder.resolve("one.jpg").toString(), capture(framework.getBundleContext()));
            assertNotNull(ImageIO.read(folder.resolve("one.jpg").toFile()));
        } finally {
            framework.stop();
            framework.waitForStop(0);
        }
    }

    private Framework framework() throws Exception {
        Map<String, String> properties = new HashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString());
        properties.put("felix.fileinstall.dir", folder.resolve("none").toString());
        properties.put("obscura.simulated", "fallback");
        Framework framework = ServiceLoader.load(FrameworkFactory.class).iterator().next().newFramework(properties);
        framework.start();
        return framework;
    }

    /** Runs a command as the shell does; by reflection, since Gogo's classes are the bundle's. */
    private String capture(BundleContext context) throws Exception {
        Object processor = context
                .getService(context.getAllServiceReferences("org.apache.felix.service.command.CommandProcessor", null)[0]);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Object session = Arrays.stream(processor.getClass().getMethods())
                .filter(method -> method.getName().equals("createSession") && method.getParameterCount() == 3
                        && method.getParameterTypes()[0] == java.io.InputStream.class)
                .findFirst().orElseThrow().invoke(processor, java.io.InputStream.nullInputStream(), out, out);
        session.getClass().getMethod("execute", CharSequence.class).invoke(session,
                "camera:capture -o '" + folder.resolve("one.jpg") + "'");
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    /** Returns the artifact as the build resolved it: it stands on the class path of the test. */
    private static File jar(String coordinate) {
        String[] parts = coordinate.split(":");
        String released = parts[1] + "-" + parts[2] + ".jar";
        return Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")).split(File.pathSeparator))
                .map(File::new).filter(file -> file.getName().equals(released)).findFirst()
                .orElseThrow(() -> new AssertionError(coordinate + " is not a dependency of this build"));
    }
}
