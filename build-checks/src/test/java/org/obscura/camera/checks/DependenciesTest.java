package org.obscura.camera.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/**
 * Compares docs/dependencies.md, the list of what is shipped and was looked up for known faults, and the parts of POMs in the pages, with
 * the POMs. A new dependency or version needs a new look.
 */
class DependenciesTest {
    /** The modules whose dependencies are embedded or are part of a distribution. */
    private static final List<String> MODULES = List.of("core", "impl-simulated", "impl-webcam", "impl-v4l2", "impl-ip", "impl-process",
            "codec-turbojpeg", "codec-webp", "shell-commands", "shell-karaf", "health", "sinks", "mqtt", "triggers", "web", "dist/app",
            "dist/console", "dist/felix", "dist/launcher");
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("\\| `([^`:]+:[^`:]+:[^`:]+)` \\|");
    private static final Pattern VERSION = Pattern.compile("<artifactId>([^<]*)</artifactId>\\s*<version>([^<]*)</version>");
    /** Annotations and interfaces that the framework or its bundles bring. */
    private static final Set<String> COMPILED_AGAINST = Set.of("org.osgi", "org.jspecify", "com.google.errorprone",
            "org.apache.karaf.shell", "javax.servlet", "jakarta.servlet");

    private final String root = Sources.text(Sources.ROOT.resolve("pom.xml"));

    @Test
    void whatIsShippedWasLookedUp() {
        Set<String> shipped = new TreeSet<>();
        for (String module : MODULES) {
            Matcher dependency = DEPENDENCY.matcher(Sources.text(Sources.ROOT.resolve(module).resolve("pom.xml")));
            while (dependency.find()) {
                String text = dependency.group(1);
                String group = element(text, "groupId");
                boolean compiledAgainst = text.contains("<scope>provided</scope>") && COMPILED_AGAINST.contains(group);
                if (!text.contains("<scope>test</scope>") && !compiledAgainst && !group.equals("org.obscura.camera")) {
                    shipped.add(group + ":" + element(text, "artifactId") + ":" + version(text));
                }
            }
        }
        Set<String> listed = new TreeSet<>();
        Matcher row = ROW.matcher(Sources.text(Sources.ROOT.resolve("docs/dependencies.md")));
        while (row.find()) {
            listed.add(row.group(1));
        }
        assertTrue(shipped.size() > 15, "the POMs were not understood: " + shipped);
        assertEquals(String.join("\n", shipped), String.join("\n", listed), "docs/dependencies.md");
    }

    @Test
    void thePomsOfThePagesHaveTheVersionsOfTheBuild() {
        Map<String, String> built = versions(root);
        built.put("org.obscura.camera.api", element(root, "version"));
        built.put("org.obscura.camera.testing", element(root, "version"));
        Map<String, String> documented = new TreeMap<>();
        for (Path page : Sources.endingWith(".md")) {
            documented.putAll(versions(Sources.text(page)));
        }
        assertTrue(documented.keySet().containsAll(Set.of("bnd-maven-plugin", "maven-compiler-plugin", "org.osgi.service.event")),
                "the pages were not understood, or lack a plugin or dependency: " + documented);
        documented.forEach((artifact, version) -> assertEquals(built.get(artifact), version, artifact));
    }

    private static Map<String, String> versions(String text) {
        Map<String, String> versions = new TreeMap<>();
        Matcher artifact = VERSION.matcher(text);
        while (artifact.find()) {
            versions.put(artifact.group(1), artifact.group(2));
        }
        return versions;
    }

    private String version(String dependency) {
        String version = element(dependency, "version");
        if (version.isEmpty()) {
            Matcher managed = DEPENDENCY.matcher(root);
            while (managed.find()) {
                if (element(managed.group(1), "artifactId").equals(element(dependency, "artifactId"))) {
                    version = element(managed.group(1), "version");
                }
            }
        }
        return version.startsWith("${") ? element(root, version.substring(2, version.length() - 1)) : version;
    }

    private static String element(String text, String name) {
        Matcher element = Pattern.compile("<" + Pattern.quote(name) + ">([^<]*)</").matcher(text);
        return element.find() ? element.group(1) : "";
    }
}
