package org.obscura.camera.itest;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

import com.sun.net.httpserver.HttpServer;

import org.junit.rules.ExternalResource;

/** A network camera of this machine that answers a search and delivers still images of 640x480 by ONVIF. */
public final class OnvifCamera extends ExternalResource {
    /** Replies of cameras, which the tests of the backend use, too. */
    private static final Path REPLIES = Path.of("../../impl-ip/src/test/resources/onvif/no-imaging.txt");
    private static final Pattern MESSAGE = Pattern.compile("MessageID>([^<]+)<");
    private static final String CLOCK = "<e><UTCDateTime><Time><Hour>12</Hour><Minute>0</Minute><Second>0</Second></Time>"
            + "<Date><Year>2026</Year><Month>6</Month><Day>1</Day></Date></UTCDateTime></e>";

    private final Map<String, String> replies = new TreeMap<>(Map.of("GetSystemDateAndTime", CLOCK));
    private HttpServer server;
    private DatagramSocket socket;
    private Thread thread;

    @Override
    protected void before() throws IOException {
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "jpg", image);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String host = "127.0.0.1:" + server.getAddress().getPort();
        for (String part : Files.readString(REPLIES).replace("HOST", host).split("=== ")) {
            replies.put(part.lines().findFirst().orElse(""), part.substring(part.indexOf('\n') + 1).strip());
        }
        server.createContext("/", exchange -> {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] reply = exchange.getRequestMethod().equals("GET") ? image.toByteArray()
                    : reply(request).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", request.isEmpty() ? "image/jpeg" : "application/soap+xml");
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        server.start();
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        thread = new Thread(this::answer, "test-onvif-camera");
        thread.start();
    }

    private String reply(String request) {
        return replies.entrySet().stream().filter(each -> !each.getKey().isEmpty() && request.contains("<" + each.getKey() + " "))
                .map(Map.Entry::getValue).findFirst().orElse("<e><Fault><Reason><Text>not implemented</Text></Reason></Fault></e>");
    }

    private void answer() {
        byte[] buffer = new byte[65_535];
        try {
            while (true) {
                DatagramPacket probe = new DatagramPacket(buffer, buffer.length);
                socket.receive(probe);
                Matcher id = MESSAGE.matcher(new String(buffer, 0, probe.getLength(), StandardCharsets.UTF_8));
                if (id.find()) {
                    byte[] match = match(id.group(1)).getBytes(StandardCharsets.UTF_8);
                    socket.send(new DatagramPacket(match, match.length, probe.getSocketAddress()));
                }
            }
        } catch (SocketException e) {
            return; // closed at the end of the test
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String match(String relatesTo) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><SOAP-ENV:Envelope><SOAP-ENV:Header><wsa:RelatesTo>" + relatesTo
                + "</wsa:RelatesTo></SOAP-ENV:Header><SOAP-ENV:Body><wsdd:ProbeMatches><wsdd:ProbeMatch>"
                + "<wsdd:Scopes>onvif://www.onvif.org/name/South%20gate onvif://www.onvif.org/hardware/X-1</wsdd:Scopes>"
                + "<wsdd:XAddrs>" + address() + "</wsdd:XAddrs></wsdd:ProbeMatch></wsdd:ProbeMatches></SOAP-ENV:Body></SOAP-ENV:Envelope>";
    }

    /** Returns the address of the device service. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/onvif/device_service";
    }

    /** Returns where it receives probes. */
    InetSocketAddress probes() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    protected void after() {
        server.stop(0);
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
