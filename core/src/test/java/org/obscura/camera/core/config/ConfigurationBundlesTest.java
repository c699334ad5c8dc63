package org.obscura.camera.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** The bundles are modules of this project, and docs/configuration.md has the same PIDs. */
class ConfigurationBundlesTest {
    @Test
    void everyDocumentedConfigurationHasItsBundle() throws Exception {
        Matcher headings = Pattern.compile("(?m)^`(org\\.obscura\\.camera[a-z0-9.]*)(~NAME)?`$")
                .matcher(Files.readString(Path.of("..", "docs", "configuration.md")));
        Set<String> documented = new TreeSet<>();
        while (headings.find()) {
            documented.add(headings.group(1));
        }
        assertEquals(documented, ConfigurationBundles.pids());
    }

    @Test
    void everyBundleIsInTheBillOfMaterials() throws Exception {
        String bom = Files.readString(Path.of("..", "bom", "pom.xml"));
        assertTrue(ConfigurationBundles.pids().stream().map(ConfigurationBundles::of)
                .allMatch(bundle -> bom.contains("<artifactId>" + bundle + "</artifactId>")),
                ConfigurationBundles.pids().stream().map(ConfigurationBundles::of).collect(Collectors.joining(", ")));
    }
}
