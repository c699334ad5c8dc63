package org.obscura.camera.ip.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import com.sun.net.httpserver.HttpServer;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** An ONVIF camera without a password on loopback, whose replies are those of a file, and which keeps the settings that it is given. */
public final class OnvifServer implements AutoCloseable {
    private static final String CLOCK = "<e><UTCDateTime><Time><Hour>12</Hour><Minute>0</Minute><Second>0</Second></Time>"
            + "<Date><Year>2026</Year><Month>6</Month><Day>1</Day></Date></UTCDateTime></e>";
    private static final String DONE = "<e><SetImagingSettingsResponse/></e>";

    private static final String NOT_IMPLEMENTED = "<e><Fault><Reason><Text>not implemented</Text></Reason></Fault></e>";

    private final HttpServer server;
    private final Map<String, String> replies = new HashMap<>();
    /** The status of each reply that has one of its own. */
    private final Map<String, Integer> statuses = new HashMap<>();
    private final List<String> fetched = new CopyOnWriteArrayList<>();
    private final ServerSocket stream;
    private final List<String> operations = new CopyOnWriteArrayList<>();
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final AtomicInteger images = new AtomicInteger();
    private Document settings;
    private volatile String refusal = "";
    private volatile String created = "";

    /**
     * @param shape the name of a file in the folder {@code onvif} of the resources: after each {@code ===} an operation, which may be
     *        restricted by a colon and a category or a token, the status, which may be left out, and the reply
     */
    public OnvifServer(String shape) throws Exception {
        stream = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String text;
        try (InputStream in = OnvifServer.class.getResourceAsStream("/onvif/" + shape + ".txt")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String placed = text.replace("HOST", "127.0.0.1:" + port()).replace("RTSP_PORT", "" + streamPort()).replace("\\0", "\0");
        for (String part : placed.split("(?m)^=== ")) {
            String[] head = part.lines().findFirst().orElse("").split(" ");
            replies.put(head[0], part.substring(part.indexOf('\n') + 1).strip());
            if (head.length == 2 && head[1].matches("\\d{3}")) {
                statuses.put(head[0], Integer.valueOf(head[1]));
            }
        }
        if (replies.containsKey("GetImagingSettings")) {
            settings = parse(replies.get("GetImagingSettings"));
        }
        server.createContext("/nothing-here", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.createContext("/", exchange -> {
            byte[] request = exchange.getRequestBody().readAllBytes();
            byte[] reply;
            int status = 200;
            if (exchange.getRequestMethod().equals("GET")) {
                fetched.add(exchange.getRequestURI().toString());
                exchange.getResponseHeaders().add("Content-Type", "image/jpeg");
                reply = StampedImages.expose(images.getAndIncrement());
            } else {
                exchange.getResponseHeaders().add("Content-Type", "application/soap+xml");
                String answer = reply(request);
                status = statusOf(answer);
                reply = answer.getBytes(StandardCharsets.UTF_8);
            }
            exchange.sendResponseHeaders(status, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        server.start();
    }

    /** Returns the address of the device service. */
    public String url() {
        return "onvif://127.0.0.1:" + port() + "/onvif/device_service";
    }

    private int port() {
        return server.getAddress().getPort();
    }

    /** Returns a port that accepts connections, as that of a stream. */
    public int streamPort() {
        return stream.getLocalPort();
    }

    /** Returns the addresses of the images that were fetched, without host, in order. */
    public List<String> fetched() {
        return fetched;
    }

    /** Returns the time with which the last password was stamped. */
    public String created() {
        return created;
    }

    private int statusOf(String reply) {
        return replies.entrySet().stream().filter(each -> each.getValue().equals(reply)).map(each -> statuses.get(each.getKey()))
                .filter(Objects::nonNull).findFirst().orElse(reply.contains("Fault>") ? 400 : 200);
    }

    /** Returns the operations that were called, in order. */
    public List<String> operations() {
        return operations;
    }

    /** Returns the settings of each call that set some, such as {@code Brightness=60 Exposure(Mode=MANUAL)}. */
    public List<String> written() {
        return written;
    }

    /** Refuses to set values from now on, for a reason; "" for none. */
    public void refuse(String reason) {
        refusal = reason;
    }

    /** Returns a setting, by the names of its elements. */
    public synchronized String setting(String... path) {
        Element at = element(settings, "ImagingSettings");
        for (String name : path) {
            at = child(at, name);
        }
        return at.getTextContent().strip();
    }

    /** Another client sets a value. */
    public synchronized void set(String value, String... path) {
        Element at = element(settings, "ImagingSettings");
        for (String name : path) {
            at = child(at, name);
        }
        at.setTextContent(value);
    }

    private synchronized String reply(byte[] request) throws IOException {
        Document document = parse(new String(request, StandardCharsets.UTF_8));
        Element stamp = element(document, "Created");
        created = stamp == null ? created : stamp.getTextContent();
        String operation = children(element(document, "Body")).get(0).getNodeName();
        if (stamp == null && !operation.equals("GetSystemDateAndTime")) {
            return "<e><Fault><Code><Value>ter:NotAuthorized</Value></Code></Fault></e>";
        }
        operations.add(operation);
        switch (operation) {
            case "GetSystemDateAndTime":
                return replies.getOrDefault(operation, CLOCK);
            case "GetImagingSettings":
                return text(settings);
            case "SetImagingSettings":
                if (!refusal.isEmpty()) {
                    return "<e><Fault><Code><Value>ter:SettingsInvalid</Value></Code><Reason><Text>" + refusal
                            + "</Text></Reason></Fault></e>";
                }
                Element wanted = element(document, "ImagingSettings");
                written.add(String.join(" ", children(wanted).stream().map(OnvifServer::describe).toList()));
                take(wanted, element(settings, "ImagingSettings"));
                return DONE;
            case "GetCapabilities":
                return reply(operation, element(document, "Category"));
            default:
                return reply(operation, element(document, "ProfileToken"));
        }
    }

    private String reply(String operation, Element restriction) {
        String restricted = restriction == null ? null : replies.get(operation + ":" + restriction.getTextContent());
        return restricted != null ? restricted : replies.getOrDefault(operation, NOT_IMPLEMENTED);
    }

    private static String describe(Element element) {
        List<Element> parts = children(element);
        return local(element) + (parts.isEmpty() ? "=" + element.getTextContent()
                : "(" + String.join(" ", parts.stream().map(OnvifServer::describe).toList()) + ")");
    }

    /** Takes what the camera has; a manual exposure has values that an automatic one does not. */
    private static void take(Element from, Element to) {
        for (Element each : children(from)) {
            Element own = child(to, local(each));
            if (own == null) {
                own = to.getOwnerDocument().createElement(local(each));
                to.appendChild(own);
            }
            if (children(each).isEmpty()) {
                own.setTextContent(each.getTextContent());
            } else {
                take(each, own);
            }
        }
    }

    private static String local(Node node) {
        return node.getNodeName().substring(node.getNodeName().indexOf(':') + 1);
    }

    private static List<Element> children(Element in) {
        List<Element> all = new ArrayList<>();
        for (Node child = in.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                all.add(element);
            }
        }
        return all;
    }

    private static Element child(Element in, String name) {
        return children(in).stream().filter(each -> local(each).equals(name)).findFirst().orElse(null);
    }

    private static Element element(Document in, String name) {
        Map<String, Element> found = new LinkedHashMap<>();
        for (int i = 0; i < in.getElementsByTagName("*").getLength(); i++) {
            Node each = in.getElementsByTagName("*").item(i);
            found.putIfAbsent(local(each), (Element) each);
        }
        return found.get(name);
    }

    private static Document parse(String text) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static String text(Document document) throws IOException {
        try {
            Transformer transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(text));
            return text.toString();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        stream.close();
    }
}
