package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The tables of keys in the documentation are those of the metatype of the bundles, so that both always say the same. */
public class ConfigurationDocIT {
    private static final String HEAD = "| key | default | meaning |\n|---|---|---|\n";
    private static final Path PAGE = Path.of("..", "..", "docs", "configuration.md");

    @Test
    public void theDocumentationHasTheTablesOfTheMetatype() throws Exception {
        Map<String, String> tables = new TreeMap<>();
        for (Path jar : jars()) {
            try (JarFile bundle = new JarFile(jar.toFile())) {
                for (JarEntry entry : bundle.stream().filter(each -> each.getName().matches("OSGI-INF/metatype/.*\\.xml")).toList()) {
                    try (InputStream in = bundle.getInputStream(entry)) {
                        read(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in), tables);
                    }
                }
            }
        }
        assertFalse(tables.isEmpty());
        Path copy = Files.writeString(Path.of("target", "configuration-tables.md"), tables.entrySet().stream()
                .map(table -> "## `" + table.getKey() + "`\n\n" + table.getValue()).collect(Collectors.joining("\n")));
        String page = Files.readString(PAGE, StandardCharsets.UTF_8);
        for (Map.Entry<String, String> table : tables.entrySet()) {
            int begin = page.indexOf("`" + table.getKey() + "`\n");
            int rows = page.indexOf(HEAD, begin);
            assertFalse(PAGE + " has no heading with `" + table.getKey() + "` and table; it is in " + copy, begin < 0 || rows < 0);
            int end = page.indexOf("\n\n", rows);
            assertEquals(PAGE + ": the table of " + table.getKey() + " should be that of " + copy, table.getValue(),
                    page.substring(rows, end < 0 ? page.length() : end + 1));
        }
    }

    private static Path[] jars() throws IOException {
        try (var files = Files.list(Path.of("target", "bundles"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("org.obscura.camera")).sorted().toArray(Path[]::new);
        }
    }

    private static void read(Document metatype, Map<String, String> tables) {
        NodeList designates = metatype.getElementsByTagName("Designate");
        for (int i = 0; i < designates.getLength(); i++) {
            Element designate = (Element) designates.item(i);
            boolean factory = designate.hasAttribute("factoryPid");
            String pid = factory ? designate.getAttribute("factoryPid") + "~NAME" : designate.getAttribute("pid");
            tables.put(pid, table(metatype));
        }
    }

    private static String table(Document metatype) {
        StringBuilder table = new StringBuilder(HEAD);
        NodeList attributes = metatype.getElementsByTagName("AD");
        for (int i = 0; i < attributes.getLength(); i++) {
            Element attribute = (Element) attributes.item(i);
            String value = attribute.getAttribute("default");
            if (!attribute.getAttribute("id").startsWith("webconsole.")) {
                table.append("| `").append(attribute.getAttribute("id")).append("` | ").append(value.isEmpty() ? "" : "`" + value + "`")
                        .append(" | ").append(attribute.getAttribute("description")).append(options(attribute)).append(" |\n");
            }
        }
        return table.toString();
    }

    private static String options(Element attribute) {
        NodeList options = attribute.getElementsByTagName("Option");
        String[] values = new String[options.getLength()];
        Arrays.setAll(values, i -> "`" + ((Element) options.item(i)).getAttribute("value") + "`");
        return values.length == 0 ? "" : ": " + String.join(", ", values);
    }
}
