package org.obscura.camera.core.metadata.xmp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The top-level properties of an XMP packet, each as XML that is taken over as it is: what a camera wrote is not interpreted, so nothing of
 * it is lost, and the time for a packet grows with its length alone.
 */
public final class XmpDocument {
    static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    static final String XML = "http://www.w3.org/XML/1998/namespace";
    private static final String NOTE = "http://ns.adobe.com/xmp/note/";
    private static final String DIGEST = "HasExtendedXMP";
    private static final int DIGEST_LENGTH = 32;

    private final List<Property> properties = new ArrayList<>();
    /** The prefix of each namespace. */
    private final Map<String, String> prefixes = new LinkedHashMap<>();
    private final Set<String> usedPrefixes = new HashSet<>(Set.of("rdf", "xml"));
    private final Set<Name> names = new LinkedHashSet<>();
    private final Set<Name> excluded = new HashSet<>();
    private final Set<Name> doubled = new LinkedHashSet<>();
    private String about = "";

    /**
     * One property.
     *
     * @param name its name
     * @param xml its element
     * @param namespaces the namespaces that occur in it
     * @param text its text if it is simple, or null
     */
    record Property(Name name, String xml, Set<String> namespaces, @Nullable String text) {
        int length() {
            return xml.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /** The name of a property. */
    public record Name(String namespace, String local) {

        /**
         * Compares namespace and name; written out, because the JDK keeps the class of a record whose generated method it linked, and with
         * it the bundle.
         */
        @Override
        public boolean equals(Object other) {
            return other instanceof Name name && namespace.equals(name.namespace) && local.equals(name.local);
        }

        @Override
        public int hashCode() {
            return 31 * namespace.hashCode() + local.hashCode();
        }
    }

    XmpDocument() {
        prefixes.put(RDF, "rdf");
        prefixes.put(XML, "xml");
    }

    /** Lets properties of these names be no more added. */
    void exclude(Set<Name> names) {
        excluded.addAll(names);
    }

    /** Adds a property; of several with one name the first stays, since readers refuse a packet that has two. */
    void add(Property property) {
        if (excluded.contains(property.name)) {
            return;
        }
        if (names.add(property.name)) {
            properties.add(property);
        } else {
            doubled.add(property.name);
        }
    }

    /** Returns the names of properties that occurred more than once. */
    Set<Name> doubled() {
        return doubled;
    }

    /** Returns the text of a simple property; null: there is none, or it is not simple. */
    public @Nullable String text(Name name) {
        return properties.stream().filter(property -> property.name.equals(name)).findFirst().map(Property::text).orElse(null);
    }

    public Set<Name> names() {
        return names;
    }

    void setAbout(String uri) {
        about = about.isEmpty() ? uri : about;
    }

    /** Returns the prefix by which this document names a namespace. */
    String prefix(String namespace, String proposed) {
        String known = prefixes.get(namespace);
        if (known == null) {
            known = proposed.isEmpty() || usedPrefixes.contains(proposed) ? "ns" + prefixes.size() : proposed;
            while (!usedPrefixes.add(known)) {
                known += "_";
            }
            prefixes.put(namespace, known);
        }
        return known;
    }

    static Name extensionReference() {
        return new Name(NOTE, DIGEST);
    }

    /** Returns the document as one packet. */
    byte[] packet() {
        return serialize(properties, null, true);
    }

    /**
     * Returns the document as a packet of limited length, and a second one of the properties for which the first has no room.
     *
     * @param digest how the first refers to the second
     */
    List<byte[]> split(int limit, Function<byte[], String> digest) {
        byte[] whole = packet();
        if (whole.length <= limit) {
            return List.of(whole);
        }
        List<Property> first = new ArrayList<>();
        List<Property> second = new ArrayList<>();
        prefix(NOTE, "xmpNote");
        int length = serialize(List.of(), "0".repeat(DIGEST_LENGTH), true).length;
        for (Property property : properties) {
            int more = property.length() + 1 + property.namespaces.stream().mapToInt(ns -> declaration(ns).length()).sum();
            if (length + more <= limit) {
                length += more;
                first.add(property);
            } else {
                second.add(property);
            }
        }
        byte[] extension = serialize(second, null, false);
        return List.of(serialize(first, digest.apply(extension), true), extension);
    }

    private String declaration(String namespace) {
        return " xmlns:" + prefixes.get(namespace) + "=\"" + XmpParser.attribute(namespace) + "\"";
    }

    private byte[] serialize(List<Property> some, @Nullable String digest, boolean packet) {
        StringBuilder xml = new StringBuilder(packet ? "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" : "");
        xml.append("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n<rdf:RDF xmlns:rdf=\"").append(RDF).append("\">\n<rdf:Description rdf:about=\"")
                .append(XmpParser.attribute(about)).append('"');
        Map<String, String> used = new LinkedHashMap<>();
        some.forEach(property -> property.namespaces.forEach(ns -> used.put(ns, prefixes.get(ns))));
        if (digest != null) {
            used.put(NOTE, prefixes.get(NOTE));
        }
        used.keySet().stream().filter(ns -> !ns.equals(RDF) && !ns.equals(XML)).forEach(ns -> xml.append(declaration(ns)));
        xml.append(digest == null ? "" : " " + prefixes.get(NOTE) + ":" + DIGEST + "=\"" + digest + "\"").append(">\n");
        some.forEach(property -> xml.append(property.xml).append('\n'));
        xml.append("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>").append(packet ? "\n<?xpacket end=\"w\"?>" : "");
        return xml.toString().getBytes(StandardCharsets.UTF_8);
    }
}
