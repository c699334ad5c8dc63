package org.obscura.camera.launcher;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * A folder of configuration files, named {@code PID.cfg} or {@code PID-NAME.cfg}. They are read and never written. Files of other bundles
 * are left aside: a folder with configuration must not be a way to run code.
 */
final class ConfigurationFolder {
    private static final Pattern NAME = Pattern.compile("(org\\.obscura\\.camera(?:\\.[\\w.]+)?)(?:[-~](.+))?\\.cfg");
    /** Keys that name programs and classes to run; only a folder that the user named may set them. */
    private static final List<String> PROGRAM_KEYS = List.of("driver", "driver.classpath", "java");

    private static final Pattern WRONG_ESCAPE = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*(\\\\u(?![0-9a-fA-F]{4}))");

    /** By this key, which File Install sets too, messages name the file. */
    private static final String FILE = "felix.fileinstall.filename";

    private final Path folder;
    private final boolean named;
    private final FolderOwnership ownership;
    private final Consumer<String> warnings;
    private Map<Path, Properties> applied = Map.of();
    private final Set<String> warned = new HashSet<>();

    /**
     * Creates a folder.
     *
     * @param named whether the user named the folder, instead of working beside it
     * @param warnings receives a sentence for each file that is not used
     */
    ConfigurationFolder(Path folder, boolean named, FolderOwnership ownership, Consumer<String> warnings) {
        this.folder = folder.toAbsolutePath();
        this.named = named;
        this.ownership = ownership;
        this.warnings = warnings;
    }

    /** Applies what changed in the folder since the last call. */
    synchronized void apply(ConfigurationAdmin admin) throws IOException {
        Map<Path, Properties> found = read();
        for (Path file : applied.keySet()) {
            if (!found.containsKey(file)) {
                configuration(file, admin).delete();
            }
        }
        for (Map.Entry<Path, Properties> each : found.entrySet()) {
            if (!each.getValue().equals(applied.get(each.getKey()))) {
                Hashtable<String, Object> values = new Hashtable<>();
                each.getValue().forEach((key, value) -> values.put(key.toString(), value));
                values.put(FILE, each.getKey().toUri().toString());
                configuration(each.getKey(), admin).update(values);
            }
        }
        applied = found;
    }

    private static Configuration configuration(Path file, ConfigurationAdmin admin) throws IOException {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalStateException(file + " was read but has no name of a configuration");
        }
        // "?": for any bundle
        return name.group(2) == null ? admin.getConfiguration(name.group(1), "?")
                : admin.getFactoryConfiguration(name.group(1), name.group(2), "?");
    }

    private Map<Path, Properties> read() throws IOException {
        Map<Path, Properties> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            if (named) {
                warn("There is no folder " + folder + " with configuration");
            }
            return found;
        }
        if (!isAccepted(folder)) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (isConfiguration(file) && isAccepted(file)) {
                    read(file, found);
                }
            }
        }
        return found;
    }

    private boolean isConfiguration(Path file) {
        String name = file.getFileName().toString();
        if (name.startsWith(".") || name.endsWith("~") || Files.isDirectory(file)) {
            return false;
        }
        boolean accepted = NAME.matcher(name).matches();
        if (!accepted) {
            warn("The file " + file + " is not used: its name must be that of a camera, such as org.obscura.camera-front.cfg,"
                    + " or of a backend, such as org.obscura.camera.webcam.cfg");
        }
        return accepted;
    }

    private boolean isAccepted(Path path) throws IOException {
        if (named) {
            if (Files.isRegularFile(path) && ownership.isWritableByAll(path)) {
                warn("Every user can write the configuration " + path + ", which could run programs as you; it is used, since its folder is"
                        + " named with --conf; chmod o-w " + path);
            }
            return true;
        }
        String objection = ownership.objectionTo(path);
        if (objection != null) {
            warn("The configuration " + path + " is not used: it " + objection
                    + ", and could run programs as you; to use it all the same, name the folder with --conf");
        }
        return objection == null;
    }

    private void read(Path file, Map<Path, Properties> found) {
        Properties values;
        try {
            values = parse(Files.readAllBytes(file));
        } catch (IOException | IllegalArgumentException e) {
            Properties before = applied.get(file);
            String reason = e instanceof AccessDeniedException ? "there is no permission to read it"
                    : "it cannot be read as UTF-8 text of the form key = value (" + e.getMessage() + ")";
            warn("The file " + file + " is not used: " + reason + (before == null ? "" : "; what it said before stays in force"));
            if (before != null) {
                found.put(file, before);
            }
            return;
        }
        for (String key : PROGRAM_KEYS) {
            if (!named && values.remove(key) != null) {
                warn("The key '" + key + "' in " + file + " is not used: it names a program, which is accepted only from a folder"
                        + " that is named with --conf");
            }
        }
        found.put(file, values);
    }

    private static Properties parse(byte[] file) throws IOException {
        String text = Utf8Text.of(file);
        Matcher escape = WRONG_ESCAPE.matcher(text);
        Properties values = new Properties();
        try {
            values.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            String line = escape.find()
                    ? "in line " + Utf8Text.lineAt(text, escape.start(1)) + " " : "";
            throw new IOException(line + "four hexadecimal digits must follow \\u; to write a backslash, double it", e);
        }
        return values;
    }

    /** Warns once with each sentence, since the folder is read again and again. */
    private void warn(String sentence) {
        if (warned.add(sentence)) {
            warnings.accept(sentence);
        }
    }
}
