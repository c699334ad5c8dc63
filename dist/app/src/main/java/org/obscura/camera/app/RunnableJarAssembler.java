package org.obscura.camera.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.obscura.camera.launcher.BackgroundPreparation;
import org.obscura.camera.launcher.BundleIndex;
import org.obscura.camera.launcher.ClassPreloader;

/**
 * Builds the runnable jar: the framework, the launcher and its libraries, and all bundles, unpacked on one class path, with an index of
 * the bundles and the list of classes that a start loads ahead: {@code RunnableJarAssembler JAR VERSION FOLDER-OF-BUNDLES LIST LIBRARY...}.
 * The bundles start in the order of their file names.
 */
public final class RunnableJarAssembler {
    /** The oldest time that a zip file can hold without a time zone, so that the same inputs make the same jar. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);
    private static final String FRAMEWORK = "org.apache.felix.framework-";

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, String> origins = new LinkedHashMap<>();
    private final List<BundleIndex.Entry> bundles = new ArrayList<>();

    private RunnableJarAssembler() {
    }

    /** Builds the jar. */
    public static void main(String[] arguments) throws IOException {
        RunnableJarAssembler assembler = new RunnableJarAssembler();
        for (String library : Arrays.copyOfRange(arguments, 4, arguments.length)) {
            assembler.addLibrary(Path.of(library));
        }
        try (Stream<Path> jars = Files.list(Path.of(arguments[2]))) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                if (!jar.getFileName().toString().startsWith(FRAMEWORK)) {
                    assembler.addBundle(jar);
                }
            }
        }
        assembler.checkNames();
        assembler.files.put(ClassPreloader.RESOURCE, Files.readAllBytes(Path.of(arguments[3])));
        assembler.write(Path.of(arguments[0]), arguments[1]);
    }

    private void addLibrary(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            for (ZipEntry entry : entries(file)) {
                String path = entry.getName();
                boolean licence = path.matches("META-INF/(LICENSE|NOTICE|DEPENDENCIES)[^/]*");
                if (licence) {
                    add("META-INF/licenses/" + jar.getFileName() + "/" + path.substring("META-INF/".length()), read(file, entry), jar);
                } else if (!entry.isDirectory() && !path.matches("META-INF/(MANIFEST.MF|maven/.*)|(.*/)?module-info.class|OSGI-OPT/.*")) {
                    add(path, read(file, entry), jar);
                }
            }
        }
    }

    private void addBundle(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Map<String, String> headers = new LinkedHashMap<>();
            Attributes attributes = file.getManifest().getMainAttributes();
            attributes.forEach((key, value) -> headers.put(key.toString(), value.toString()));
            String name = headers.get("Bundle-SymbolicName").replaceFirst(";.*", "").trim();
            if (headers.containsKey("Fragment-Host") || headers.getOrDefault("Bundle-ClassPath", ".").matches(".*\\.jar.*")) {
                throw new IOException(jar + " is a fragment or has jars on its class path, which cannot run from one class path");
            }
            List<String> paths = new ArrayList<>();
            for (ZipEntry entry : entries(file)) {
                String path = entry.getName();
                if (path.matches("META-INF/maven/.*|OSGI-OPT/.*")) {
                    continue;
                }
                if (BundleIndex.isIndexed(path)) {
                    paths.add(path);
                }
                if (!entry.isDirectory()) {
                    byte[] bytes = read(file, entry);
                    add(BundleIndex.location(name, path), bytes, jar);
                    if (path.startsWith("META-INF/services/")) {
                        add(path, bytes, jar); // the class loader of all bundles looks for it there
                    }
                }
            }
            bundles.add(new BundleIndex.Entry(name, headers, paths));
        }
    }

    /** Checks the names of the classes that a start prepares: it goes on without those that it does not find, and without a message. */
    private void checkNames() throws IOException {
        for (String name : BackgroundPreparation.CLASSES) {
            if (!files.containsKey(name.replace('.', '/') + ".class")) {
                throw new IOException("The launcher prepares the class " + name + ", which is not in the jar; correct its name in "
                        + BackgroundPreparation.class.getSimpleName());
            }
        }
    }

    private static List<ZipEntry> entries(JarFile file) {
        return file.stream().map(ZipEntry.class::cast).sorted((a, b) -> a.getName().compareTo(b.getName())).toList();
    }

    private static byte[] read(JarFile file, ZipEntry entry) throws IOException {
        try (InputStream in = file.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    /**
     * Adds a file. Of two files of one path the first stays: both must be the same, or the API of a specification that several bundles
     * carry.
     */
    private void add(String path, byte[] bytes, Path jar) throws IOException {
        byte[] before = files.putIfAbsent(path, bytes);
        if (before == null) {
            origins.put(path, jar.getFileName().toString());
        } else if (!Arrays.equals(before, bytes) && !path.startsWith("org/osgi/")) {
            throw new IOException(path + " is different in " + origins.get(path) + " and " + jar.getFileName());
        }
    }

    private void write(Path jar, String version) throws IOException {
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        new BundleIndex(bundles).write(index);
        files.put(BundleIndex.RESOURCE, index.toByteArray());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "org.obscura.camera.launcher.Main");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_TITLE, "Obscura");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        // JNA of an encoder loads the system's libraries
        manifest.getMainAttributes().putValue("Enable-Native-Access", "ALL-UNNAMED");
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        manifest.write(head);
        Files.createDirectories(jar.toAbsolutePath().getParent());
        try (OutputStream out = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            put(zip, JarFile.MANIFEST_NAME, head.toByteArray());
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(zip, file.getKey(), file.getValue());
            }
        }
    }

    private static void put(ZipOutputStream zip, String path, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(path);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
