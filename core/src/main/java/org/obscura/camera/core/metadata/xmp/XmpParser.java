package org.obscura.camera.core.metadata.xmp;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.obscura.camera.core.metadata.xmp.XmpDocument.Name;
import org.obscura.camera.core.metadata.xmp.XmpDocument.Property;

/** Reads the properties of an XMP packet, within limits: a camera may send anything. */
final class XmpParser {
    /** A packet of a camera has some kilobytes; the largest that programs were seen to write have some hundred. */
    static final int MAX_BYTES = 4 * 1024 * 1024;
    static final int MAX_ELEMENTS = 100_000;
    static final int MAX_DEPTH = 64;
    /** The parser of the JDK compares each name with the declarations around it. Programs declare some ten. */
    static final int MAX_NAMESPACES = 2_000;
    private static final String DECLARATION = "xmlns";
    private static final String ATTRIBUTE_LIMIT = "http://www.oracle.com/xml/jaxp/properties/elementAttributeLimit";
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private final XmpDocument target;
    private final int maxElements;
    private int elements;

    private XmpParser(XMLStreamReader reader, XmpDocument target, int maxElements) {
        this.reader = reader;
        this.target = target;
        this.maxElements = maxElements;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        if (factory.isPropertySupported(ATTRIBUTE_LIMIT)) {
            // newer JDKs allow 200, and XMP may write all properties as attributes of one element
            factory.setProperty(ATTRIBUTE_LIMIT, MAX_ELEMENTS);
        }
        return factory;
    }

    /**
     * Adds the properties of a packet that a camera wrote to a document.
     *
     * @throws IOException with a clause that says why it cannot be read
     */
    static void parse(byte[] packet, XmpDocument target) throws IOException {
        if (packet.length > MAX_BYTES) {
            throw new IOException("it has " + packet.length + " bytes; at most " + MAX_BYTES + " are read");
        }
        String text = decoded(packet);
        int namespaces = declarations(text);
        if (namespaces > MAX_NAMESPACES) {
            throw new IOException("it declares " + namespaces + " namespaces; at most " + MAX_NAMESPACES + " are read");
        }
        parse(text, target, MAX_ELEMENTS);
    }

    /** Adds the properties of a packet of our own. */
    static void parseOwn(byte[] packet, XmpDocument target) throws IOException {
        parse(decoded(packet), target, Integer.MAX_VALUE);
    }

    /** Counts before the parser is at work, since it reads all of an element at once. */
    private static int declarations(String text) {
        int count = 0;
        for (int at = text.indexOf(DECLARATION); at >= 0; at = text.indexOf(DECLARATION, at + DECLARATION.length())) {
            count++;
        }
        return count;
    }

    private static void parse(String packet, XmpDocument target, int maxElements) throws IOException {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(packet));
            try {
                new XmpParser(reader, target, maxElements).document();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new IOException("it is no well-formed XML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "), e);
        } catch (RuntimeException e) {
            throw new IOException("it cannot be read as XML: " + e, e); // the parser of the JDK trips over some damage
        }
    }

    /** Returns the text of a packet: UTF-16 by its mark or its zeros, UTF-8, or what programs write that know no better. */
    private static String decoded(byte[] packet) {
        Charset wide = packet.length < 2 ? null : packet[0] == (byte) 0xFE || packet[0] == 0 ? StandardCharsets.UTF_16BE
                : packet[0] == (byte) 0xFF || packet[1] == 0 ? StandardCharsets.UTF_16LE : null;
        String text;
        try {
            text = wide != null ? new String(packet, wide) : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(packet)).toString();
        } catch (CharacterCodingException e) {
            text = new String(packet, StandardCharsets.ISO_8859_1);
        }
        int begin = text.indexOf('<');
        return begin < 0 ? "" : text.substring(begin);
    }

    private void document() throws XMLStreamException, IOException {
        int depth = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw new IOException("it has a document type, which XMP does not allow");
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                count(++depth);
                if (isRdf("RDF")) {
                    rdf();
                    return;
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
        throw new IOException("it has no element rdf:RDF");
    }

    private void count(int depth) throws IOException {
        if (++elements > maxElements) {
            throw new IOException("it has more than " + maxElements + " elements");
        }
        if (depth > MAX_DEPTH) {
            throw new IOException("its elements are nested more than " + MAX_DEPTH + " deep");
        }
    }

    private boolean isRdf(String local) {
        return XmpDocument.RDF.equals(reader.getNamespaceURI()) && local.equals(reader.getLocalName());
    }

    private void rdf() throws XMLStreamException, IOException {
        int depth = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT && depth == 0) {
                description();
                depth++;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                property();
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (depth == 0) {
                    return; // what follows, such as padding, is no matter
                }
                depth--;
            }
        }
    }

    /** Reads the properties that are attributes. */
    private void description() throws IOException {
        count(1);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = reader.getAttributeNamespace(i);
            String local = reader.getAttributeLocalName(i);
            String value = reader.getAttributeValue(i);
            if (local.equals("about") && (namespace == null || namespace.isEmpty() || namespace.equals(XmpDocument.RDF))) {
                target.setAbout(value);
            } else if (namespace != null && !namespace.isEmpty() && !namespace.equals(XmpDocument.RDF)
                    && !namespace.equals(XmpDocument.XML)) {
                count(1);
                String name = target.prefix(namespace, String.valueOf(reader.getAttributePrefix(i))) + ":" + local;
                target.add(new Property(new Name(namespace, local), "<" + name + ">" + text(value) + "</" + name + ">", Set.of(namespace),
                        value));
            }
        }
    }

    /** Reads a property that is an element, with all that is inside. */
    private void property() throws XMLStreamException, IOException {
        Name name = new Name(String.valueOf(reader.getNamespaceURI()), reader.getLocalName());
        Set<String> namespaces = new HashSet<>();
        StringBuilder xml = new StringBuilder();
        StringBuilder simple = new StringBuilder();
        boolean structured = false;
        int depth = 0;
        while (true) {
            switch (reader.getEventType()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    structured |= depth > 0;
                    count(++depth);
                    start(xml, namespaces);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    xml.append("</").append(qualified(reader.getNamespaceURI(), reader.getPrefix(), reader.getLocalName(), namespaces))
                            .append('>');
                    depth--;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    xml.append(text(reader.getText()));
                    simple.append(reader.getText());
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> throw new IOException("it refers to the entity " + reader.getLocalName());
                default -> {
                    // comments and processing instructions say nothing
                }
            }
            if (depth == 0) {
                target.add(new Property(name, xml.toString(), namespaces, structured ? null : simple.toString()));
                return;
            }
            reader.next();
        }
    }

    private void start(StringBuilder xml, Set<String> namespaces) {
        xml.append('<').append(qualified(reader.getNamespaceURI(), reader.getPrefix(), reader.getLocalName(), namespaces));
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            xml.append(' ').append(qualified(reader.getAttributeNamespace(i), reader.getAttributePrefix(i), reader.getAttributeLocalName(i),
                    namespaces)).append("=\"").append(attribute(reader.getAttributeValue(i))).append('"');
        }
        xml.append('>');
    }

    private String qualified(String namespace, String prefix, String local, Set<String> namespaces) {
        if (namespace == null || namespace.isEmpty()) {
            return local;
        }
        namespaces.add(namespace);
        return target.prefix(namespace, prefix == null ? "" : prefix) + ":" + local;
    }

    private static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#xD;");
    }

    static String attribute(String text) {
        return text(text).replace("\"", "&quot;").replace("\n", "&#xA;").replace("\t", "&#x9;");
    }
}
