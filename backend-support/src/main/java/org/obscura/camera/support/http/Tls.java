package org.obscura.camera.support.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/** Decides whether a server's certificate is trusted: by the system's authorities, those of a file, its fingerprint, or without a check. */
public final class Tls {
    private final SSLSocketFactory sockets;
    private final boolean checksHost;
    /** Of the certificate that came last, for the message if it is not trusted; "" if there was none. */
    private volatile String refused = "";

    /** Trusts by authorities, and checks the host. */
    private Tls(X509TrustManager authorities) throws GeneralSecurityException {
        this.sockets = sockets(new Remembering(authorities));
        this.checksHost = true;
    }

    /** Trusts by fingerprint; null: trusts all. */
    private Tls(String fingerprint) throws GeneralSecurityException {
        this.sockets = sockets(new Checking(fingerprint));
        this.checksHost = false;
    }

    private static SSLSocketFactory sockets(TrustManager trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        return context.getSocketFactory();
    }

    /**
     * Trusts the authorities that the JDK trusts.
     *
     * @return the decision
     * @throws GeneralSecurityException if the JDK has none
     */
    public static Tls system() throws GeneralSecurityException {
        return new Tls(managerOf(null));
    }

    /**
     * Trusts the certificates in a file, and those that they signed.
     *
     * @param file certificates in PEM, or a key store (PKCS12, JKS)
     * @param password of the key store; may be empty
     * @return the decision
     * @throws GeneralSecurityException if the file holds no certificates
     * @throws IOException if the file cannot be read
     */
    public static Tls file(Path file, char[] password) throws GeneralSecurityException, IOException {
        return new Tls(managerOf(load(file, password)));
    }

    /**
     * Trusts one certificate, also one that signed itself or names another host.
     *
     * @param fingerprint SHA-256 of the certificate, as {@link #normalize(String)} returns it
     * @return the decision
     * @throws GeneralSecurityException if the JDK has no TLS
     */
    public static Tls fingerprint(String fingerprint) throws GeneralSecurityException {
        return new Tls(fingerprint);
    }

    /**
     * Trusts every certificate.
     *
     * @return the decision
     * @throws GeneralSecurityException if the JDK has no TLS
     */
    public static Tls unchecked() throws GeneralSecurityException {
        return new Tls((String) null);
    }

    /**
     * Reads a fingerprint.
     *
     * @param text 64 hexadecimal digits, with or without colons, in any case; may begin with {@code sha256:}
     * @return 64 digits in lower case
     * @throws IllegalArgumentException if it is no such text
     */
    public static String normalize(String text) {
        String digits = text.strip().toLowerCase(Locale.ROOT).replaceFirst("^sha-?256[:=\\s]", "").replaceAll("[:\\s]", "");
        if (!digits.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256 fingerprint");
        }
        return digits;
    }

    private static KeyStore load(Path file, char[] password) throws GeneralSecurityException, IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (!new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE-----")) {
            return KeyStore.getInstance(file.toFile(), password);
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("certificate-" + ++number, certificate);
            }
        }
        return store;
    }

    private static X509TrustManager managerOf(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers()).filter(X509TrustManager.class::isInstance).map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("The JDK has no trust manager for X.509 certificates"));
    }

    /**
     * Returns what makes connections that are trusted by this decision.
     *
     * @return the factory
     */
    public SSLSocketFactory sockets() {
        return sockets;
    }

    /**
     * Returns whether the certificate must be that of the host.
     *
     * @return false if the fingerprint decides, or nothing does
     */
    public boolean checksHost() {
        return checksHost;
    }

    /**
     * Explains why there is no connection.
     *
     * @param address host and port of the server
     * @param e what was thrown
     * @return the end of a sentence, with what to do about it
     */
    public String problem(String address, SSLException e) {
        return refused.isEmpty()
                ? "no TLS connection with " + address + ": " + e.getMessage()
                        + ". A device with old firmware may have nothing but protocols that the JDK switched off"
                : "the certificate of " + address + " is not trusted (" + e.getMessage() + "). Its SHA-256 fingerprint is " + refused
                        + "; compare it with that of the device or server itself, and set 'tls.fingerprint'";
    }

    static String fingerprintOf(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e);
        }
    }

    /** Remembers what was refused. */
    private final class Remembering implements X509TrustManager {
        private final X509TrustManager trust;

        Remembering(X509TrustManager trust) {
            this.trust = trust;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("This is no server");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            refused = fingerprintOf(chain[0]);
            trust.checkServerTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return trust.getAcceptedIssuers();
        }
    }

    /** Compares a fingerprint; null: trusts all. The JDK adds no checks of its own, which certificates of old cameras would not pass. */
    private final class Checking extends X509ExtendedTrustManager {
        private final String fingerprint;

        Checking(String fingerprint) {
            this.fingerprint = fingerprint;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("This is no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            refused = fingerprintOf(chain[0]);
            if (fingerprint != null && !fingerprint.equals(refused)) {
                throw new CertificateException("the certificate has another fingerprint than the configured one");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
