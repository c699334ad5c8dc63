package org.obscura.camera.ip.onvif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cameras that answer a probe, sent to one address instead of the group: a test leaves the machine alone. */
@Tag("slow")
class WsDiscoveryTest {
    private static final Pattern MESSAGE = Pattern.compile("MessageID>([^<]+)<");
    private static final Duration LIMIT = Duration.ofMillis(1200);
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("test.timeout", 300));

    @Test
    void aCameraIsFoundWithNameAndModelAtTheAddressThatAnswered() throws Exception {
        List<WsDiscovery.Answer> found = find(id -> matches(id,
                "http://10.9.8.7/onvif/device_service http://127.0.0.1:8000/onvif/device_service http://[fe80::1]/onvif/device_service",
                "onvif://www.onvif.org/type/video_encoder onvif://www.onvif.org/name/South%20gate onvif://www.onvif.org/hardware/X-1+2"));
        assertEquals(
                List.of(new WsDiscovery.Answer(URI.create("http://127.0.0.1:8000/onvif/device_service"), "South gate", "X-1+2")),
                found, "and once, although each probe was answered");
    }

    @Test
    void aCameraWithoutNameAndScopesIsFound() throws Exception {
        assertEquals(List.of(new WsDiscovery.Answer(URI.create("http://10.9.8.7/onvif"), "", "")),
                find(id -> matches(id, "http://10.9.8.7/onvif", "")));
        assertEquals("50% off",
                find(id -> matches(id, "http://10.9.8.7/onvif", "onvif://www.onvif.org/name/50%25%20off")).get(0).name());
        assertEquals("50%off", find(id -> matches(id, "http://10.9.8.7/onvif", "onvif://www.onvif.org/name/50%off")).get(0).name(),
                "a percent sign that encodes nothing");
    }

    @Test
    void whatIsNoAnswerOfACameraIsIgnored() throws Exception {
        for (UnaryOperator<String> reply : List.<UnaryOperator<String>>of(
                id -> "no XML", id -> "", id -> "<a/>",
                id -> "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + matches(id, "http://10.9.8.7/&x;", ""),
                id -> matches("urn:uuid:of-another-search", "http://10.9.8.7/onvif", ""),
                id -> matches(id, "", ""),
                id -> matches(id, "file:///etc/passwd ftp://10.9.8.7/ http:///nohost http://user:secret@10.9.8.7/ %%%", ""))) {
            assertEquals(List.of(), search(reply), reply.apply("ID"));
        }
    }

    @Test
    void aSearchWithoutAnswerEndsAfterItsTime() throws Exception {
        long start = System.nanoTime();
        assertEquals(List.of(), search(id -> null));
        assertTrue(System.nanoTime() - start >= LIMIT.toNanos());
    }

    /** Searches until a camera is found: on a loaded machine its answer may come when the time of a search is over. */
    static List<WsDiscovery.Answer> find(UnaryOperator<String> reply) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<WsDiscovery.Answer> found = search(reply);
        while (found.isEmpty() && System.nanoTime() - end < 0) {
            found = search(reply);
        }
        return found;
    }

    static List<WsDiscovery.Answer> search(UnaryOperator<String> reply) throws Exception {
        DatagramSocket camera = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread thread = new Thread(() -> answer(camera, reply), "test-onvif-camera");
        thread.start();
        try {
            return new WsDiscovery((InetSocketAddress) camera.getLocalSocketAddress()).search(LIMIT);
        } finally {
            camera.close();
            thread.join();
        }
    }

    private static void answer(DatagramSocket camera, UnaryOperator<String> reply) {
        byte[] buffer = new byte[65_535];
        try {
            while (true) {
                DatagramPacket probe = new DatagramPacket(buffer, buffer.length);
                camera.receive(probe);
                Matcher id = MESSAGE.matcher(new String(buffer, 0, probe.getLength(), StandardCharsets.UTF_8));
                String text = id.find() ? reply.apply(id.group(1)) : null;
                if (text != null) {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    camera.send(new DatagramPacket(bytes, bytes.length, probe.getSocketAddress()));
                }
            }
        } catch (SocketException e) {
            return; // closed at the end of the test
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As cameras write it: with prefixes of their own, some of them undeclared. */
    private static String matches(String relatesTo, String addresses, String scopes) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><SOAP-ENV:Envelope><SOAP-ENV:Header><wsa:RelatesTo>" + relatesTo
                + "</wsa:RelatesTo></SOAP-ENV:Header><SOAP-ENV:Body><wsdd:ProbeMatches><wsdd:ProbeMatch><wsa:EndpointReference>"
                + "<wsa:Address>urn:uuid:1</wsa:Address></wsa:EndpointReference><wsdd:Types>tdn:NetworkVideoTransmitter</wsdd:Types>"
                + "<wsdd:Scopes>" + scopes + "</wsdd:Scopes><wsdd:XAddrs>" + addresses + "</wsdd:XAddrs>"
                + "</wsdd:ProbeMatch></wsdd:ProbeMatches></SOAP-ENV:Body></SOAP-ENV:Envelope>";
    }
}
