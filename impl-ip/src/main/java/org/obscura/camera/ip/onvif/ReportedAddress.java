package org.obscura.camera.ip.onvif;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.obscura.camera.support.credentials.AddressSecrets;
import org.obscura.camera.support.http.HttpFailure;

/**
 * Corrects the addresses that a camera reports. It may report those of its own network, of a factory setting or of no host at all, while
 * the host that was configured is known to work; of the ports one does.
 */
final class ReportedAddress {
    private static final Pattern ADDRESS = Pattern
            .compile("(?i)([a-z][a-z0-9+.-]*)://(?:[^/?#]*@)?(?:\\[[^\\]]*\\]|[^/:?#]*)(?::(\\d*))?([^#]*)(?:#.*)?");
    private static final String ALLOWED = "-._~:/?@!$&'()*+,;=%";
    private static final int MAX_PORT = 65_535;
    private static final int RTSP_PORT = 554;
    private static final Duration LONGEST_TRY = Duration.ofSeconds(2);

    private final URI device;
    private final Duration timeout;
    /** Whether each port of the host accepts connections. */
    private final Map<Integer, Boolean> ports = new HashMap<>();

    /** @param device the address that was configured */
    ReportedAddress(URI device, Duration timeout) {
        this.device = device;
        this.timeout = timeout.compareTo(LONGEST_TRY) < 0 ? timeout : LONGEST_TRY;
    }

    /** Forgets which ports accept connections. */
    void reset() {
        ports.clear();
    }

    /**
     * Returns the address of a service or of still images that can be reached.
     *
     * @throws IllegalArgumentException if the text is no address
     */
    URI http(String text) {
        Matcher m = ADDRESS.matcher(clean(text));
        if (!m.matches()) {
            return device.resolve(encode(clean(text)));
        }
        String rest = path(m.group(3));
        String scheme = m.group(1).toLowerCase(Locale.ROOT);
        int own = HttpFailure.portOf(device);
        int port = port(m.group(2)).orElse(scheme.equals("https") ? 443 : 80);
        boolean weaker = device.getScheme().equalsIgnoreCase("https") && !scheme.equals("https");
        return weaker || port == own || !answers(port) ? uri(device.getScheme(), own, rest) : uri(scheme, port, rest);
    }

    /** Returns the address of a stream: at the reported port, if it is not that of HTTP, or else at the usual one. Without credentials. */
    String rtsp(String text) {
        Matcher m = ADDRESS.matcher(clean(text));
        if (!m.matches()) {
            return AddressSecrets.withPlaces(clean(text));
        }
        int reported = port(m.group(2)).orElse(RTSP_PORT);
        int port = reported != RTSP_PORT && (reported == HttpFailure.portOf(device) || !answers(reported)) && answers(RTSP_PORT) ? RTSP_PORT
                : reported;
        return AddressSecrets.withPlaces(m.group(1).toLowerCase(Locale.ROOT) + "://" + device.getHost() + ":" + port + path(m.group(3)));
    }

    /** Cameras escape ampersands twice, and write what they do not have as a null pointer of C. */
    static String clean(String text) {
        String address = text.strip().replace("&amp;", "&");
        return address.equalsIgnoreCase("(null)") || address.equalsIgnoreCase("null") ? "" : address;
    }

    private static OptionalInt port(String text) {
        if (text == null || text.isEmpty() || text.length() > 5) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(text);
        return port > 0 && port <= MAX_PORT ? OptionalInt.of(port) : OptionalInt.empty();
    }

    private static String path(String rest) {
        String encoded = encode(rest);
        return encoded.isEmpty() || encoded.startsWith("/") ? encoded : "/" + encoded;
    }

    private URI uri(String scheme, int port, String rest) {
        return URI.create(scheme + "://" + device.getHost() + ":" + port + rest);
    }

    /** Encodes the characters that an address cannot have, such as spaces. */
    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || ALLOWED.indexOf(c) >= 0;
            encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString().replaceAll("%(?![0-9a-fA-F]{2})", "%25");
    }

    private boolean answers(int port) {
        return ports.computeIfAbsent(port, each -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(device.getHost(), each), (int) timeout.toMillis());
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }
}
