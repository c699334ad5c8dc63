package org.obscura.camera.support.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.credentials.Credentials;
import org.obscura.camera.support.credentials.RefusedPassword;

/**
 * Answers the challenges of one server: Basic (RFC 7617) and Digest (RFC 2069, 2617, 7616 with MD5, SHA-256, SHA-512-256 and their session
 * forms). The JDK's own would try a wrong password twenty times and, from JDK 20 on, refuse MD5. Cameras lock an account after a few wrong
 * passwords, so one that was refused is never sent again.
 */
public final class Authentication {
    private static final int NONCE_BYTES = 8;

    private final String peer;
    private final Credentials credentials;
    private final boolean inAddress;
    private final RefusedPassword refused;
    private final SecureRandom random = new SecureRandom();
    private Challenge challenge;
    private int count;

    /**
     * An answer to a challenge.
     *
     * @param header the value of {@code Authorization}, a character for each byte
     * @param challenge what it answers
     */
    record Answer(String header, Challenge challenge) {
    }

    /**
     * Makes the authentication of a server.
     *
     * @param peer names the server in messages
     * @param credentials the credentials, or null
     */
    public Authentication(String peer, Credentials credentials) {
        this(peer, credentials, false, RefusedPassword.inMemory());
    }

    /**
     * Makes the authentication of a server.
     *
     * @param peer names the server in messages
     * @param credentials the credentials, or null
     * @param inAddress whether the address of each request has the password, so that any refusal is one of the password
     * @param refused remembers that the server has refused the password
     */
    public Authentication(String peer, Credentials credentials, boolean inAddress, RefusedPassword refused) {
        this.peer = peer;
        this.credentials = credentials;
        this.inAddress = inAddress;
        this.refused = refused;
    }

    /**
     * Returns the credentials.
     *
     * @return the credentials, or null
     */
    public Credentials credentials() {
        return credentials;
    }

    /**
     * Returns whether the server has challenged a request, so that each has the password in its head.
     *
     * @return whether a challenge is answered
     */
    public synchronized boolean isChallenged() {
        return challenge != null;
    }

    /** Returns whether the address of each request has the password. */
    boolean isInAddress() {
        return inAddress;
    }

    /**
     * Fails if the server has refused the password before.
     *
     * @throws CameraException {@code FAILED}
     */
    public void checkNotRefused() throws CameraException {
        if (refused.isRefused()) {
            throw refusal();
        }
    }

    private CameraException refusal() {
        return new CameraException(Reason.FAILED,
                peer + " has refused the user name or the password. It is not sent again until 'url', 'username' or '.password' "
                        + "changes, since servers lock an account after a few wrong passwords; correct 'username' and '.password'"
                        + refused.remedy());
    }

    /**
     * Notes that the server has refused the password.
     *
     * @throws CameraException {@code FAILED}, always
     */
    public void refuse() throws CameraException {
        refused.refuse();
        throw refusal();
    }

    /** Answers the last challenge; null if there was none yet. */
    synchronized Answer answer(String method, String uri) throws CameraException {
        checkNotRefused();
        if (challenge == null || credentials == null) {
            return null;
        }
        return new Answer(challenge.scheme().equals("basic") ? basic() : digest(method, uri), challenge);
    }

    /**
     * Takes the challenges of a response with status 401.
     *
     * @param headers the values of {@code WWW-Authenticate}
     * @param sent the answer that was refused, or null
     * @param fresh whether that answered a challenge of the same exchange
     * @param renewed whether a nonce of the same exchange has expired before: some cameras call each one stale, and count wrong passwords
     * @throws CameraException if no further attempt is to be made
     */
    synchronized void challenged(List<String> headers, Answer sent, boolean fresh, boolean renewed)
            throws CameraException {
        List<Challenge> all = Challenge.parse(headers);
        Challenge best = all.stream().max(Comparator.comparingInt(Challenge::strength)).filter(c -> c.strength() >= 0).orElse(null);
        if (inAddress) {
            refuse();
        }
        if (credentials == null && (best != null || all.isEmpty())) {
            throw new CameraException(Reason.FAILED, peer + " requires a user name and a password; set 'username' and '.password'");
        }
        if (best == null) {
            String offered = all.stream()
                    .map(c -> c.scheme() + (c.scheme().equals("digest") ? " " + c.algorithm() + " " + c.parameter("qop") : ""))
                    .map(String::strip).collect(Collectors.joining(", "));
            throw new CameraException(Reason.FAILED,
                    peer + " offers no authentication that is supported (Basic and Digest are); it offers "
                            + (offered.isEmpty() ? "none" : offered));
        }
        // a nonce of an earlier exchange may have expired, which some cameras do not say by "stale"
        boolean expired = sent != null && !renewed && best.scheme().equals("digest")
                && (best.isStale() || !fresh && !best.parameter("nonce").equals(sent.challenge().parameter("nonce")));
        if (sent != null && !expired) {
            refuse();
        }
        challenge = best;
        count = 0;
    }

    private String basic() {
        byte[] pair = (credentials.user() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private String digest(String method, String uri) {
        String hash = challenge.hash();
        String realm = challenge.parameter("realm");
        String nonce = challenge.parameter("nonce");
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String clientNonce = HexFormat.of().formatHex(bytes);
        String number = String.format("%08x", ++count);
        String user = bytes(credentials.user());
        String path = bytes(uri);
        String a1 = hash(hash, user + ":" + unescape(realm) + ":" + bytes(credentials.password()));
        if (challenge.isSession()) {
            a1 = hash(hash, a1 + ":" + nonce + ":" + clientNonce);
        }
        String a2 = hash(hash, method + ":" + path);
        boolean auth = challenge.offersAuth();
        String response = hash(hash, a1 + ":" + nonce + (auth ? ":" + number + ":" + clientNonce + ":auth:" : ":") + a2);
        StringBuilder header = new StringBuilder("Digest username=\"").append(escape(user)).append("\", realm=\"")
                .append(realm)
                .append("\", nonce=\"").append(nonce).append("\", uri=\"").append(path).append("\", response=\"").append(response)
                .append('"');
        if (challenge.parameters().containsKey("algorithm")) {
            header.append(", algorithm=").append(challenge.algorithm());
        }
        if (challenge.parameters().containsKey("opaque")) {
            header.append(", opaque=\"").append(challenge.parameter("opaque")).append('"');
        }
        if (auth) {
            header.append(", qop=auth, nc=").append(number);
        }
        if (auth || challenge.isSession()) {
            header.append(", cnonce=\"").append(clientNonce).append('"');
        }
        return header.toString();
    }

    /** Returns a character for each byte of a text in UTF-8, as the head of an answer is read: a realm is signed and sent as it came. */
    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String unescape(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every JDK", e);
        }
    }
}
