package org.obscura.camera.itest.karaf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.obscura.camera.itest.karaf.still.StillActivator;

/** The second backend as a bundle and a feature repository. */
final class StillFeature {
    static final String NAME = "camera-still";
    private static final Path CLASSES = Path.of("target/test-classes");

    private StillFeature() {
    }

    /** The repository file, made anew. */
    static Path make(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path bundle = folder.resolve("still.jar");
        try (OutputStream file = Files.newOutputStream(bundle); JarOutputStream jar = new JarOutputStream(file, manifest())) {
            for (Path each : classes()) {
                jar.putNextEntry(new ZipEntry(CLASSES.relativize(each).toString().replace('\\', '/')));
                Files.copy(each, jar);
            }
        }
        return Files.writeString(folder.resolve("still-features.xml"), """
                <features name="still" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                  <feature name="%s" version="1.0.0">
                    <feature>camera</feature>
                    <bundle>%s</bundle>
                  </feature>
                </features>
                """.formatted(NAME, bundle.toUri()));
    }

    private static List<Path> classes() throws IOException {
        try (Stream<Path> all = Files.list(CLASSES.resolve(StillActivator.class.getPackageName().replace('.', '/')))) {
            return all.sorted().toList();
        }
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "org.obscura.camera.itest.still");
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue("Bundle-Activator", StillActivator.class.getName());
        headers.putValue("Import-Package", "org.osgi.framework;version=\"[1.9,2)\",org.obscura.camera;version=\"[1,2)\",org.obscura.camera.spi;version=\"[1,2)\"");
        return manifest;
    }
}
