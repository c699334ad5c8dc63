package org.obscura.camera.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.support.config.ConfigName;
import org.obscura.camera.support.config.SimilarWords;
import org.obscura.camera.core.logging.EngineLog;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Logs configurations for this project that no installed bundle reads, mostly since their file name is misspelt. */
final class UnusedConfigurations {
    private static final String OWN = "obscura";
    private static final Pattern DESIGNATE = Pattern.compile("<Designate\\s[^>]*?(pid|factoryPid)=\"([^\"]+)\"");

    private static final Pattern COMPONENT = Pattern.compile("configuration-pid=\"([^\"]+)\"");

    private final BundleContext context;
    private final EngineLog log;
    private final Set<String> reported = new HashSet<>();

    UnusedConfigurations(BundleContext context, EngineLog log) {
        this.context = context;
        this.log = log;
    }

    /**
     * Checks configurations.
     *
     * @param filter selects them; null: all
     */
    void check(ConfigurationAdmin admin, @Nullable String filter) throws IOException, InvalidSyntaxException {
        Configuration[] configurations = admin.listConfigurations(filter);
        if (configurations == null) {
            return;
        }
        Map<String, Boolean> known = known();
        Set<String> ofComponents = ofComponents();
        for (Configuration each : configurations) {
            String kind = each.getFactoryPid() == null ? each.getPid() : each.getFactoryPid();
            if (known.containsKey(kind) || !ofComponents.contains(kind)) {
                report(problem(each.getPid(), each.getFactoryPid(), each.getProperties(), known));
            }
        }
    }

    private synchronized void report(String problem) {
        if (!problem.isEmpty() && reported.add(problem)) {
            log.warn("{}", problem);
        }
    }

    /** Returns what is wrong with the name of a configuration and what would be right, or an empty text. */
    static String problem(String pid, String factoryPid, Dictionary<String, Object> values, Map<String, Boolean> known) {
        String kind = factoryPid == null ? pid : factoryPid;
        Boolean isFactory = known.get(kind);
        Set<String> readable = new TreeSet<>(known.keySet());
        readable.addAll(ConfigurationBundles.pids());
        if (isFactory == null ? !kind.contains(OWN) && SimilarWords.find(kind, readable).isEmpty()
                : isFactory == (factoryPid != null)) {
            return "";
        }
        String name = "Configuration " + (values == null ? pid : ConfigName.of(FrameworkUtil.asMap(values), pid));
        if (isFactory == null && ConfigurationBundles.of(kind) != null) {
            return name + " is not read: " + missing(kind);
        }
        if (isFactory == null) {
            return name + " is read by no installed bundle" + SimilarWords.find(kind, readable)
                    .map(similar -> "; did you mean '" + similar + "'?"
                            + (known.containsKey(similar) ? "" : " For that, " + missing(similar)))
                    .orElse("; known are " + String.join(", ", known.keySet()));
        }
        return name + " is not read; it must be named " + (isFactory ? kind + "~NAME, or " + kind + "-NAME.cfg as a file"
                : kind + ", or " + kind + ".cfg as a file");
    }

    private static String missing(String kind) {
        return "the bundle " + ConfigurationBundles.of(kind) + " is not installed";
    }

    /** Returns the PIDs that the metatype of installed bundles describes, and whether each is that of a factory. */
    private Map<String, Boolean> known() {
        Map<String, Boolean> known = new TreeMap<>();
        read("OSGI-INF/metatype/", DESIGNATE, designate -> known.put(designate.group(2), designate.group(1).equals("factoryPid")));
        known.keySet().removeIf(pid -> !pid.contains(OWN));
        return known;
    }

    /** Returns the PIDs that components of installed bundles read, also those without a metatype. */
    private Set<String> ofComponents() {
        Set<String> pids = new HashSet<>();
        read("OSGI-INF/", COMPONENT, component -> pids.addAll(Arrays.asList(component.group(1).split(" "))));
        return pids;
    }

    private void read(String folder, Pattern pattern, Consumer<Matcher> found) {
        for (Bundle bundle : context.getBundles()) {
            Enumeration<String> paths = bundle.getEntryPaths(folder);
            for (String path : paths == null ? List.<String>of() : Collections.list(paths)) {
                if (path.endsWith(".xml")) {
                    try (InputStream in = bundle.getEntry(path).openStream()) {
                        Matcher matcher = pattern.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                        while (matcher.find()) {
                            found.accept(matcher);
                        }
                    } catch (IOException e) {
                        log.debug("{} of {} was not read", path, bundle, e);
                    }
                }
            }
        }
    }
}
