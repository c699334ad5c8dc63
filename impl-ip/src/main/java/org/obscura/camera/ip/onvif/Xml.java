package org.obscura.camera.ip.onvif;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads XML by local names. */
final class Xml {

    private Xml() {
    }

    static Document parse(byte[] bytes, int length) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            // what comes from the network must open neither files nor addresses
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler() {
                @Override
                public void fatalError(SAXParseException e) throws SAXException {
                    throw e; // without a print to the standard error output
                }
            });
            return builder.parse(new InputSource(new StringReader(ReplyText.of(bytes, length))));
        } catch (SAXException e) {
            throw new IOException("the reply is no XML: " + e.getMessage(), e);
        } catch (ParserConfigurationException e) {
            throw new IOException("the JDK has no XML parser", e);
        }
    }

    /** Returns all elements of a local name below a node, in the order of the document. */
    static List<Element> elements(Node in, String name) {
        NodeList all = in instanceof Document document ? document.getElementsByTagName("*") : ((Element) in).getElementsByTagName("*");
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            if (localName(all.item(i)).equals(name)) {
                found.add((Element) all.item(i));
            }
        }
        return found;
    }

    /** Returns the children of a local name: of the node, or of its first descendant of the name of a group. */
    static List<Element> children(Element in, String group, String name) {
        Element parent = group.isEmpty() ? in : elements(in, group).stream().findFirst().orElse(null);
        List<Element> found = new ArrayList<>();
        for (Node child = parent == null ? null : parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && localName(element).equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    static String localName(Node node) {
        String tag = node.getNodeName();
        return tag.substring(tag.indexOf(':') + 1);
    }

    /** Returns the text of the first such element; "" if there is none. */
    static String text(Node in, String name) {
        return elements(in, name).stream().map(e -> e.getTextContent().strip()).findFirst().orElse("");
    }

    static int number(Node in, String name) {
        try {
            return Integer.parseInt(text(in, name));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
