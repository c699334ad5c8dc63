package org.obscura.camera.itest.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks for faults of a page with axe-core, in light and dark mode, on a wide and on a narrow screen, and keeps screenshots. */
public final class Accessibility {
    private static final Path FOLDER = Path.of("target", "axe");
    private static final int[] WIDTHS = {1200, 390};
    private static final int HEIGHT = 900;
    private static final String FINDINGS = "axe.run(document, {preload: false}).then(result => {"
            + " if (result.passes.length < 10) throw new Error('axe-core has checked nothing');"
            + " return result.violations.filter(each => ['serious', 'critical'].includes(each.impact)).flatMap(each => each.nodes.map("
            + "node => each.id + ' at ' + node.target.join(' ') + ', ' + node.failureSummary.replace(/\\s+/g, ' '))).join('\\n'); })";

    private final Browser browser;
    private final String script;

    public Accessibility(Browser browser) throws IOException {
        this.browser = browser;
        try (var files = Files.walk(FOLDER)) {
            script = Files.readString(files.filter(file -> file.endsWith("axe.min.js")).findFirst().orElseThrow());
        }
    }

    /**
     * Returns the serious and the critical faults.
     *
     * @param view what the page shows, for the names of the screenshots
     */
    public List<String> faults(String view) throws Exception {
        browser.run(script);
        List<String> found = new ArrayList<>();
        for (String scheme : List.of("light", "dark")) {
            for (int width : WIDTHS) {
                browser.colorScheme(scheme);
                browser.size(width, HEIGHT);
                String name = view + "-" + scheme + "-" + width;
                browser.value(FINDINGS).lines().forEach(line -> found.add(name + ": " + line));
                browser.screenshotOfAll(Path.of("target").toAbsolutePath().resolve("page-" + name + ".png"), width);
            }
        }
        browser.colorScheme("light");
        browser.size(WIDTHS[0], HEIGHT);
        return found;
    }
}
