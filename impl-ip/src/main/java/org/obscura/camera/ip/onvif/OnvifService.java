package org.obscura.camera.ip.onvif;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.obscura.camera.support.credentials.Credentials;
import org.obscura.camera.support.http.HttpBody;
import org.obscura.camera.support.http.HttpClient;
import org.obscura.camera.support.http.HttpExchange;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.text.ContentSample;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Calls the SOAP services of one ONVIF camera. */
final class OnvifService {
    private static final String WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    private static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
    private static final int LARGEST_REPLY = 1 << 20;
    private static final int NONCE_BYTES = 16;
    /** What codes and texts of faults contain if the password is refused, or missing. */
    private static final List<String> REFUSALS = List.of("notauthorized", "not authorized", "failedauthentication", "wsse:security");

    /** What a refusal of a call means. */
    private enum Access {
        /** No password is sent. */
        ANONYMOUS,
        /** The password is wrong, or the camera cannot be used. */
        NEEDED,
        /** The user has no right to it. */
        OPTIONAL,
        /** The same, or the value is wrong. */
        SETTING
    }

    private final HttpClient client;
    private final SecureRandom random = new SecureRandom();
    /** The camera's clock minus ours. Cameras refuse a password that was stamped some seconds off their clock. */
    private Duration shift = Duration.ZERO;
    /** Whether the camera has refused a call without a password. */
    private boolean demanded;
    private HttpExchange current;
    private boolean aborted;

    OnvifService(HttpClient client) {
        this.client = client;
    }

    HttpClient client() {
        return client;
    }

    /** Reads the camera's clock, which stamps passwords. Most cameras tell it without one; the clock of the others must be right. */
    void readClock(URI device) throws CameraException {
        if (client.authentication().credentials() == null) {
            return;
        }
        Instant before = Instant.now();
        Document reply;
        try {
            reply = call(device, "<GetSystemDateAndTime xmlns=\"http://www.onvif.org/ver10/device/wsdl\"/>", Access.ANONYMOUS);
        } catch (CameraException e) {
            checkOptional(e);
            return;
        }
        // the camera read its clock at some time of the call
        Instant middle = before.plus(Duration.between(before, Instant.now()).dividedBy(2));
        shift = Xml.elements(reply, "UTCDateTime").stream().findFirst().flatMap(OnvifService::time)
                // a camera without it knows no other time than the local one
                .or(() -> Xml.elements(reply, "LocalDateTime").stream().findFirst().flatMap(OnvifService::time))
                .map(time -> Duration.between(middle, time).truncatedTo(ChronoUnit.SECONDS)).orElse(Duration.ZERO);
    }

    /** Throws a failure again, unless the camera just does not have what was wanted. */
    void checkOptional(CameraException e) throws CameraException {
        client.authentication().checkNotRefused();
        if (e.getReason() != Reason.FAILED) {
            throw e;
        }
    }

    private static Optional<Instant> time(Element element) {
        try {
            return Optional.of(LocalDateTime.of(Xml.number(element, "Year"), Xml.number(element, "Month"), Xml.number(element, "Day"),
                    Xml.number(element, "Hour"), Xml.number(element, "Minute"), Xml.number(element, "Second")).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Makes one for another service of the camera, whose calls are aborted by themselves. */
    OnvifService another() {
        OnvifService service = new OnvifService(client);
        service.shift = shift;
        service.demanded = demanded;
        return service;
    }

    /** Calls an operation. */
    Document call(URI service, String operation) throws CameraException {
        return call(service, operation, Access.NEEDED);
    }

    /** Calls an operation that the user may have no right to, although the password is right. */
    Document ask(URI service, String operation) throws CameraException {
        return call(service, operation, Access.OPTIONAL);
    }

    /** Calls an operation that sets a value, and fails with {@code NOT_SUPPORTED} if the camera refuses it. */
    void set(URI service, String operation) throws CameraException {
        call(service, operation, Access.SETTING);
    }

    /**
     * Calls an operation. The password is sent once the camera demands it, in the envelope or by HTTP: one that expects it by HTTP would
     * else receive a wrong one in the envelope, and again in the answer to its challenge.
     */
    private Document call(URI service, String operation, Access access) throws CameraException {
        Credentials credentials = access != Access.ANONYMOUS ? client.authentication().credentials() : null;
        client.authentication().checkNotRefused();
        byte[] open = envelope("", operation);
        if (credentials == null) {
            return checked(exchange(service, new SoapBody(client, open, open)), Access.ANONYMOUS, operation);
        }
        byte[] signed = envelope(header(credentials), operation);
        if (!demanded) {
            SoapBody body = new SoapBody(client, open, signed);
            try {
                Document reply = exchange(service, body);
                if (body.isSigned() || !isRefusal(reply)) {
                    return checked(reply, access, operation);
                }
            } catch (CameraException e) {
                client.authentication().checkNotRefused();
                if (body.isSigned() || e.getReason() != Reason.FAILED) {
                    throw e;
                }
            }
        }
        Document reply = exchange(service, new SoapBody(client, signed, signed));
        demanded = true;
        return checked(reply, access, operation);
    }

    private static byte[] envelope(String header, String operation) {
        return ("<s:Envelope xmlns:s=\"" + SOAP + "\">" + header + "<s:Body>" + operation + "</s:Body></s:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Document exchange(URI service, HttpBody body) throws CameraException {
        HttpExchange exchange = client.request("POST", service, Map.of(), body);
        try (exchange) {
            begin(exchange);
            int status = exchange.send();
            byte[] reply;
            try (InputStream in = exchange.body()) {
                reply = in.readNBytes(LARGEST_REPLY);
            }
            if (reply.length == 0 || status == 404) {
                throw exchange.failure(status);
            }
            return parse(exchange, status, reply);
        } catch (IOException e) {
            throw exchange.failure(e);
        }
    }

    private Document parse(HttpExchange exchange, int status, byte[] reply) throws CameraException {
        try {
            Document document = Xml.parse(reply, reply.length);
            if (!Xml.localName(document.getDocumentElement()).equalsIgnoreCase("html")) {
                return document;
            }
            throw new IOException("it is a web page");
        } catch (IOException e) {
            String type = ContentSample.shortened(exchange.header("content-type"));
            String what = ContentSample.describe(reply, text -> Credentials.clean(text, client.authentication().credentials()));
            throw new CameraException(Reason.FAILED, client.peer() + " answered " + exchange.path() + " with "
                    + (status == 200 ? "" : "HTTP " + status + ", ") + (type.isEmpty() ? "a reply" : type) + " that begins with " + what
                    + ", which is no ONVIF reply (" + e.getMessage() + "). Check that ONVIF is switched on in the camera, and the port and "
                    + "path of 'url'", e);
        }
    }

    private synchronized void begin(HttpExchange exchange) throws CameraException {
        if (aborted) {
            throw new CameraException(Reason.DISCONNECTED, "The request to " + client.peer() + " was aborted");
        }
        current = exchange;
    }

    /** Ends a call that runs. */
    synchronized void abort() {
        aborted = true;
        if (current != null) {
            current.abort();
        }
    }

    /** Lets calls begin again. */
    synchronized void reset() {
        aborted = false;
        current = null;
    }

    private static String codes(Document fault) {
        StringBuilder codes = new StringBuilder();
        for (String name : List.of("Value", "faultcode")) { // of SOAP 1.2 and 1.1
            Xml.elements(fault, name).forEach(value -> codes.append(value.getTextContent().strip()).append(' '));
        }
        return codes.toString();
    }

    private static String text(Document fault) {
        return Xml.text(fault, Xml.elements(fault, "Text").isEmpty() ? "faultstring" : "Text");
    }

    private static boolean isRefusal(Document reply) {
        if (Xml.elements(reply, "Fault").isEmpty()) {
            return false;
        }
        String all = (codes(reply) + text(reply)).toLowerCase(Locale.ROOT);
        return REFUSALS.stream().anyMatch(all::contains);
    }

    /** Returns a reply that is no fault. */
    private Document checked(Document reply, Access access, String operation) throws CameraException {
        if (Xml.elements(reply, "Fault").isEmpty()) {
            return reply;
        }
        if (isRefusal(reply)) {
            if (access == Access.NEEDED) {
                client.authentication().refuse();
            }
            if (access == Access.OPTIONAL || access == Access.SETTING) {
                throw new CameraException(Reason.FAILED, client.peer() + " does not let the user '"
                        + client.authentication().credentials().user() + "' use its image settings; give that user more rights");
            }
            throw new CameraException(Reason.FAILED,
                    client.peer() + " requires a user name and a password for ONVIF; set 'username' and '.password'. "
                            + "Some cameras have users for ONVIF of their own");
        }
        String text = text(reply);
        String name = operation.replaceFirst("^<(\\w+).*", "$1");
        throw new CameraException(access == Access.SETTING ? Reason.NOT_SUPPORTED : Reason.FAILED,
                client.peer() + " refused the ONVIF operation " + name + ": " + (text.isEmpty() ? codes(reply).strip() : text));
    }

    private String header(Credentials credentials) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String created = Instant.now().plus(shift).truncatedTo(ChronoUnit.SECONDS).toString();
        String digest;
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-1"); // WS-UsernameToken has no other
            sha.update(nonce);
            sha.update((created + credentials.password()).getBytes(StandardCharsets.UTF_8));
            digest = Base64.getEncoder().encodeToString(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is part of every JDK", e);
        }
        return "<s:Header><Security s:mustUnderstand=\"1\" xmlns=\"" + WSSE + "wssecurity-secext-1.0.xsd\"><UsernameToken><Username>"
                + Xml.escape(credentials.user()) + "</Username><Password Type=\"" + WSSE + "username-token-profile-1.0#PasswordDigest\">"
                + digest
                + "</Password><Nonce EncodingType=\"" + WSSE + "soap-message-security-1.0#Base64Binary\">"
                + Base64.getEncoder().encodeToString(nonce)
                + "</Nonce><Created xmlns=\"" + WSSE + "wssecurity-utility-1.0.xsd\">" + created
                + "</Created></UsernameToken></Security></s:Header>";
    }
}
