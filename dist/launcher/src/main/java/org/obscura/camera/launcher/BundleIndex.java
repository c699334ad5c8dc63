package org.obscura.camera.launcher;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bundles in the runnable jar, with all that the framework asks about them. It is written when the jar is built, so that no manifest
 * is parsed and no jar is unpacked at start.
 *
 * @param bundles in the order in which they are started
 */
public record BundleIndex(List<Entry> bundles) {
    /** The index in the runnable jar. */
    public static final String RESOURCE = "bundles/index";

    /**
     * One bundle.
     *
     * @param name the symbolic name
     * @param headers of its manifest
     * @param paths of the files and folders that can be looked up in the bundle; a folder ends in a slash. Classes and their resources are
     *            found by the class loader
     */
    public record Entry(String name, Map<String, String> headers, List<String> paths) {
    }

    /**
     * Returns where a file of a bundle stands in the runnable jar. Classes and resources of all bundles share one class path, so that the
     * JVM can map them from a class-data archive; what each bundle has under the same path is kept apart.
     */
    public static String location(String bundle, String path) {
        return isOwn(path) ? "bundles/" + bundle + "/" + path : path;
    }

    /** Returns whether the index lists a file or folder: it is one that the framework looks up in a bundle. */
    public static boolean isIndexed(String path) {
        return isOwn(path) && path.indexOf('/') >= 0;
    }

    private static boolean isOwn(String path) {
        return path.startsWith("META-INF/") || path.startsWith("OSGI-INF/") || path.startsWith("OSGI-OPT/") || path.indexOf('/') < 0;
    }

    static BundleIndex read(InputStream stream) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(stream))) {
            List<Entry> bundles = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                Map<String, String> headers = new LinkedHashMap<>();
                for (int count = in.readInt(); count > 0; count--) {
                    headers.put(in.readUTF(), in.readUTF());
                }
                List<String> paths = new ArrayList<>();
                for (int count = in.readInt(); count > 0; count--) {
                    paths.add(in.readUTF());
                }
                bundles.add(new Entry(name, headers, paths));
            }
            return new BundleIndex(bundles);
        }
    }

    /** Writes the index; {@code read} reads it. */
    public void write(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.writeInt(bundles.size());
        for (Entry bundle : bundles) {
            out.writeUTF(bundle.name());
            out.writeInt(bundle.headers().size());
            for (Map.Entry<String, String> header : bundle.headers().entrySet()) {
                out.writeUTF(header.getKey());
                out.writeUTF(header.getValue());
            }
            out.writeInt(bundle.paths().size());
            for (String path : bundle.paths()) {
                out.writeUTF(path);
            }
        }
        out.flush();
    }
}
