package org.obscura.camera.ip.onvif;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Searches the local networks for ONVIF cameras by a WS-Discovery probe. */
public final class WsDiscovery {
    /** Where ONVIF cameras listen. */
    static final InetSocketAddress GROUP = new InetSocketAddress("239.255.255.250", 3702);
    private static final String SCOPE = "onvif://www.onvif.org/";
    /** A datagram can be lost, so each network is probed again after this. */
    private static final Duration REPEAT = Duration.ofMillis(500);
    private static final int MAX_DATAGRAM = 65_535;
    /** A network that answers more often is no network of cameras. */
    private static final int MAX_ANSWERS = 4096;

    private final InetSocketAddress target;

    /** Searches by multicast. */
    public WsDiscovery() {
        this(GROUP);
    }

    /** Sends the probe to another address, as tests do. */
    WsDiscovery(InetSocketAddress target) {
        this.target = target;
    }

    /**
     * A camera that answered.
     *
     * @param service the address of its device service, at the host that sent the answer if the camera names that one
     * @param name as the camera calls itself; may be empty
     * @param model may be empty
     */
    public record Answer(URI service, String name, String model) {
    }

    /**
     * Sends the probe and collects answers until the time is over.
     *
     * @return the cameras, each once
     * @throws IOException if the probe could not be sent into any network
     * @throws InterruptedException if the thread is interrupted
     */
    public List<Answer> search(Duration limit) throws IOException, InterruptedException {
        Map<String, Answer> answers = new LinkedHashMap<>();
        String id = "urn:uuid:" + UUID.randomUUID();
        byte[] probe = probe(id).getBytes(StandardCharsets.UTF_8);
        long start = System.nanoTime();
        try (Selector selector = Selector.open()) {
            List<DatagramChannel> channels = open(selector);
            try {
                send(channels, probe);
                boolean again = limit.compareTo(REPEAT) > 0;
                int received = 0;
                long left = limit.toNanos();
                while (left > 0 && received < MAX_ANSWERS) {
                    long passed = limit.toNanos() - left;
                    if (again && passed >= REPEAT.toNanos()) {
                        again = false;
                        send(channels, probe);
                    }
                    long wait = again ? REPEAT.toNanos() - passed : left;
                    selector.select(Math.max(1, Duration.ofNanos(wait).toMillis()));
                    if (Thread.interrupted()) {
                        throw new InterruptedException("The search for cameras was interrupted");
                    }
                    for (SelectionKey key : selector.selectedKeys()) {
                        received += receive((DatagramChannel) key.channel(), id, answers);
                    }
                    selector.selectedKeys().clear();
                    left = limit.toNanos() - (System.nanoTime() - start);
                }
            } finally {
                for (DatagramChannel channel : channels) {
                    channel.close();
                }
            }
        }
        return List.copyOf(answers.values());
    }

    /** Opens a channel in each network. */
    private List<DatagramChannel> open(Selector selector) throws IOException {
        List<DatagramChannel> channels = new ArrayList<>();
        if (!target.getAddress().isMulticastAddress()) {
            channels.add(open(selector, target.getAddress(), null));
            return channels;
        }
        List<String> reasons = new ArrayList<>();
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (network.isUp() && network.supportsMulticast()) {
                for (InetAddress own : Collections.list(network.getInetAddresses())) {
                    if (own instanceof Inet4Address) {
                        try {
                            channels.add(open(selector, own, network));
                        } catch (IOException e) {
                            reasons.add(network.getName() + ": " + e.getMessage());
                        }
                    }
                }
            }
        }
        if (channels.isEmpty()) {
            throw new IOException("No network of this machine can be searched; one with an IPv4 address and multicast is needed"
                    + (reasons.isEmpty() ? "" : " (" + String.join(", ", reasons) + ")"));
        }
        return channels;
    }

    private static DatagramChannel open(Selector selector, InetAddress own, NetworkInterface network) throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            channel.bind(new InetSocketAddress(own, 0));
            if (network != null) {
                channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
                channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
            }
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void send(List<DatagramChannel> channels, byte[] probe) throws IOException {
        IOException failure = null;
        int sent = 0;
        for (DatagramChannel channel : channels) {
            try {
                channel.send(ByteBuffer.wrap(probe), target);
                sent++;
            } catch (IOException e) {
                failure = e; // a network that is down must not end the search in the others
            }
        }
        if (sent == 0 && failure != null) {
            throw new IOException("The search for cameras could not be sent into any network: " + failure.getMessage(), failure);
        }
    }

    private static int receive(DatagramChannel channel, String id, Map<String, Answer> answers) throws IOException {
        ByteBuffer datagram = ByteBuffer.allocate(MAX_DATAGRAM);
        InetSocketAddress sender = (InetSocketAddress) channel.receive(datagram);
        if (sender == null) {
            return 0;
        }
        try {
            Document reply = Xml.parse(datagram.array(), datagram.position());
            if (isAnswer(reply, id)) {
                for (Element match : Xml.elements(reply, "ProbeMatch")) {
                    Answer answer = answer(match, sender.getAddress());
                    if (answer != null) {
                        answers.putIfAbsent(answer.service().toString(), answer);
                    }
                }
            }
        } catch (IOException e) {
            return 1; // not a camera
        }
        return 1;
    }

    /** Returns whether a message answers ours. Some cameras write the identifier in another form, or use it for their own message. */
    private static boolean isAnswer(Document reply, String id) {
        String related = Xml.text(reply, "RelatesTo");
        return (related.isEmpty() ? Xml.text(reply, "MessageID") : related).endsWith(id.substring("urn:uuid:".length()));
    }

    /** Reads an answer; null if it names no address that can be used. */
    private static Answer answer(Element match, InetAddress sender) {
        URI service = null;
        for (String text : Xml.text(match, "XAddrs").split("\\s+")) {
            URI each = address(text);
            // a camera with several networks names addresses that this machine cannot reach
            boolean reached = each != null && sender.getHostAddress().equals(each.getHost());
            if (service == null || reached && !sender.getHostAddress().equals(service.getHost())) {
                service = each;
            }
        }
        if (service == null) {
            return null;
        }
        String name = "";
        String model = "";
        for (String scope : Xml.text(match, "Scopes").split("\\s+")) {
            if (scope.toLowerCase(Locale.ROOT).startsWith(SCOPE + "name/")) {
                name = decode(scope.substring((SCOPE + "name/").length()));
            } else if (scope.toLowerCase(Locale.ROOT).startsWith(SCOPE + "hardware/")) {
                model = decode(scope.substring((SCOPE + "hardware/").length()));
            }
        }
        return new Answer(service, name, model);
    }

    private static URI address(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null && uri.getUserInfo() == null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8).strip();
        } catch (IllegalArgumentException e) {
            return text; // a percent sign that encodes nothing
        }
    }

    private static String probe(String id) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
                + " xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\""
                + " xmlns:d=\"http://schemas.xmlsoap.org/ws/2005/04/discovery\""
                + " xmlns:dn=\"http://www.onvif.org/ver10/network/wsdl\">"
                + "<s:Header><a:MessageID>" + id + "</a:MessageID>"
                + "<a:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To>"
                + "<a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action></s:Header>"
                // some cameras know this prefix alone, or look for its declaration here alone
                + "<s:Body><d:Probe><d:Types xmlns:dn=\"http://www.onvif.org/ver10/network/wsdl\">dn:NetworkVideoTransmitter</d:Types>"
                + "</d:Probe></s:Body></s:Envelope>";
    }
}
