package org.obscura.camera.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A certificate that signed itself, made by the JDK's keytool.
 *
 * @param certificate the certificate in PEM
 * @param key its key in PEM
 * @param fingerprint SHA-256 of the certificate
 */
record TestCertificate(Path certificate, Path key, String fingerprint) {

    /** Makes one for a host, such as {@code ip:127.0.0.1} or {@code dns:broker.example}. */
    static TestCertificate of(Path folder, String host) throws Exception {
        String base = host.replaceAll("[^a-z0-9.]", "-");
        Path store = folder.resolve(base + ".p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
                "broker", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2", "-dname", "CN=broker", "-ext", "san=" + host,
                "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", "changeit").redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, keytool.waitFor(), output);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        Certificate certificate = keys.getCertificate("broker");
        return new TestCertificate(pem(folder.resolve(base + ".crt"), "CERTIFICATE", certificate.getEncoded()),
                pem(folder.resolve(base + ".key"), "PRIVATE KEY", keys.getKey("broker", "changeit".toCharArray()).getEncoded()),
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));
    }

    private static Path pem(Path file, String kind, byte[] bytes) throws Exception {
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + kind + "-----\n");
    }
}
