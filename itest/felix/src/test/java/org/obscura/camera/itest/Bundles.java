package org.obscura.camera.itest;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.ops4j.pax.exam.Option;

/** What is put into the framework: the jars that the build laid into {@code target/bundles}, so that no version is written here. */
final class Bundles {
    private Bundles() {
    }

    static File file(String artifact) {
        return new File("target/bundles", artifact + ".jar");
    }

    /** The packages that a bundle exports, with their versions. */
    static String exported(String artifact) throws IOException {
        try (JarInputStream in = new JarInputStream(new FileInputStream(file(artifact)))) {
            return in.getManifest().getMainAttributes().getValue("Export-Package");
        }
    }

    static Option start(String artifact) {
        return bundle(file(artifact).toURI().toString());
    }

    /** Felix with everything that the cameras need. */
    static Option framework() {
        return composite(
                systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level").value("WARN"),
                systemProperty("obscura.simulated").value("fallback"),
                start("org.osgi.service.component"), start("org.osgi.util.function"), start("org.osgi.util.promise"),
                start("org.apache.felix.log"), start("org.apache.felix.configadmin"), start("org.apache.felix.metatype"),
                start("org.apache.felix.eventadmin"), start("org.apache.felix.scr"), start("org.apache.felix.gogo.runtime"),
                junitBundles(), cleanCaches());
    }

    /** The same, with the bundles of this project. */
    static Option system() {
        return composite(framework(), start("org.obscura.camera.api"), start("org.obscura.camera.core"),
                start("org.obscura.camera.simulated"),
                start("org.obscura.camera.shell"));
    }

    /** Those of some bundles that the build has. */
    static Option startWhatIsThere(String... artifacts) {
        return composite(Stream.of(artifacts).filter(artifact -> file(artifact).exists()).map(Bundles::start).toArray(Option[]::new));
    }

    /** A copy of a bundle under another symbolic name: to the framework it is another one. */
    static File renamed(String artifact, String name, File folder) throws IOException {
        File copy = new File(folder, name + ".jar");
        try (JarInputStream in = new JarInputStream(new FileInputStream(file(artifact)))) {
            Manifest manifest = new Manifest(in.getManifest());
            manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
            try (JarOutputStream out = new JarOutputStream(new FileOutputStream(copy), manifest)) {
                for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    in.transferTo(out);
                }
            }
        }
        return copy;
    }
}
