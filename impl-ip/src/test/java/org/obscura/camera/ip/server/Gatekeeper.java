package org.obscura.camera.ip.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests a user name and a password in the ways that cameras do, and counts the attempts. */
final class Gatekeeper {
    static final List<String> SCHEMES = List.of("basic", "digest", "digest-sess", "digest-sha256", "digest-old",
            "digest-stale", "digest-folded", "digest-utf8", "digest-latin1", "both", "ntlm");
    private static final String REALM = "IP Camera, Digest(4711)";
    private static final Pattern FIELD = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]*))");

    private final String user;
    private volatile String password;
    private volatile String nonce = "0a4f113b";
    private final AtomicInteger right = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();

    Gatekeeper(String user, String password) {
        this.user = user;
        this.password = password;
    }

    void setPassword(String newPassword) {
        password = newPassword;
    }

    void setNonce(String newNonce) {
        nonce = newNonce;
    }

    int right() {
        return right.get();
    }

    int wrong() {
        return wrong.get();
    }

    /** Returns the challenges, one header each; empty if the credentials are right. */
    List<String> challenges(String scheme, String authorization, String uri) {
        List<String> asked = switch (scheme) {
            case "basic" -> List.of(basic());
            case "ntlm" -> List.of("Negotiate", "NTLM");
            case "both" -> List.of(basic() + ", " + digest("SHA-256"), digest("md5"));
            case "digest-sha256" -> List.of(digest("SHA-256"));
            case "digest-sess" -> List.of(digest("MD5-sess"));
            case "digest-stale" -> List.of(digest("MD5").replace("stale=\"false\"", "stale=\"true\""));
            case "digest-folded" -> List.of(digest("MD5").replace(", ", ",\r\n\t"));
            case "digest-utf8", "digest-latin1" -> List.of(digest("MD5").replace(REALM, realm(scheme)));
            case "digest-old" -> List.of("Digest realm=\"" + REALM + "\", nonce=\"" + nonce + "\"");
            default -> List.of(digest("MD5"));
        };
        if (authorization.isEmpty()) {
            return asked;
        }
        if (authorization.startsWith("Basic ") ? isRightBasic(scheme, authorization) : isRightDigest(scheme, authorization, uri)) {
            right.incrementAndGet();
            return List.of();
        }
        wrong.incrementAndGet();
        return asked;
    }

    /** Returns the realm, a character for each byte. */
    private static String realm(String scheme) {
        return switch (scheme) {
            case "digest-utf8" -> bytes("Kamera T\u00fcr");
            case "digest-latin1" -> "Kamera T\u00fcr";
            default -> REALM;
        };
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String basic() {
        return "Basic realm=\"" + REALM + "\"";
    }

    private String digest(String algorithm) {
        return "Digest realm=\"" + REALM + "\", nonce=\"" + nonce + "\", qop=\"auth\", algorithm=" + algorithm
                + ", opaque=\"\", stale=\"false\"";
    }

    private boolean isRightBasic(String scheme, String authorization) {
        // a client that can do Digest must not send the password itself
        return scheme.equals("basic") && authorization
                .equals("Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    private boolean isRightDigest(String scheme, String authorization, String uri) {
        Map<String, String> f = new HashMap<>();
        Matcher m = FIELD.matcher(authorization);
        while (m.find()) {
            f.put(m.group(1), m.group(2) != null ? m.group(2) : m.group(3));
        }
        if (!realm(scheme).equals(f.get("realm"))) {
            return false;
        }
        String hash = scheme.equals("digest-sha256") || scheme.equals("both") ? "SHA-256" : "MD5";
        String a1 = hash(hash, bytes(user) + ":" + realm(scheme) + ":" + bytes(password));
        if (scheme.equals("digest-sess")) {
            a1 = hash(hash, a1 + ":" + nonce + ":" + f.get("cnonce"));
        }
        String middle = scheme.equals("digest-old") ? "" : f.get("nc") + ":" + f.get("cnonce") + ":" + f.get("qop") + ":";
        String expected = hash(hash, a1 + ":" + nonce + ":" + middle + hash(hash, "GET:" + f.get("uri")));
        return expected.equals(f.get("response")) && uri.equals(f.get("uri")) && nonce.equals(f.get("nonce"));
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
