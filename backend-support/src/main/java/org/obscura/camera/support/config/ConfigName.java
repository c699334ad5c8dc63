package org.obscura.camera.support.config;

import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names a configuration as its author did: by its file, or by its PID. */
public final class ConfigName {
    private static final String PID = "service.pid";
    private static final String FILE = "felix.fileinstall.filename";
    private static final Pattern FILE_NAME = Pattern.compile(".*[/\\\\]([^/\\\\]+)");

    private ConfigName() {
    }

    /**
     * Returns the NAME of a factory configuration, or an empty text if it has none.
     *
     * @param factoryPid the PID before the name, in {@code PID~NAME} and in {@code PID-NAME.cfg}
     * @param values the configuration as the Configuration Admin passes it
     */
    public static String instance(String factoryPid, Map<String, ?> values) {
        Matcher file = Pattern.compile(".*[/\\\\]" + Pattern.quote(factoryPid) + "[-~]([^/\\\\]+?)\\.(cfg|config|cfg\\.json)")
                .matcher(file(values));
        if (file.matches()) {
            return file.group(1);
        }
        Object pid = values.get(PID);
        String rest = pid != null && pid.toString().startsWith(factoryPid) ? pid.toString().substring(factoryPid.length()) : "";
        return rest.startsWith("~") || rest.startsWith("-") || rest.startsWith(".") ? rest.substring(1) : "";
    }

    /** Returns the path of the file, of which File Install makes a URL: a space and other letters than those of ASCII have codes there. */
    private static String file(Map<String, ?> values) {
        String file = String.valueOf(values.get(FILE));
        if (!file.startsWith("file:")) {
            return file;
        }
        try {
            String path = URI.create(file).getPath();
            return path == null ? file : path;
        } catch (IllegalArgumentException e) {
            return file; // of a tool that writes no codes
        }
    }

    /** Returns the name of the file that a configuration comes from, else its PID, else the given text. */
    public static String of(Map<String, ?> values, String otherwise) {
        Matcher file = FILE_NAME.matcher(file(values));
        Object pid = values.get(PID);
        return file.matches() ? file.group(1) : pid != null ? pid.toString() : otherwise;
    }
}
