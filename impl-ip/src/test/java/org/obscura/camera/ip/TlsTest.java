package org.obscura.camera.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.ip.server.CameraServer;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;

/** A camera with a certificate that it made itself. */
@Tag("slow")
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    @TempDir
    private static Path folder;
    private static CameraServer server;
    private static Certificate certificate;

    @BeforeAll
    static void start() throws Exception {
        Path store = folder.resolve("camera.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-keyalg", "RSA",
                "-alias", "camera", "-dname", "CN=camera", "-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore",
                store.toString(),
                "-storepass", new String(PASSWORD)).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertEquals(0, keytool.waitFor(), said);
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        certificate = keys.getCertificate("camera");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = new CameraServer(context.getServerSocketFactory(), 0);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static String fingerprint() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    private static IpDevice device(Object... pairs) {
        return TestDevice.of(TestDevice.config("https://127.0.0.1:" + server.port() + "/digest-sha256/snapshot.jpg", pairs));
    }

    @Test
    void certificateThatNoAuthoritySignedIsRefusedWithItsFingerprint() throws Exception {
        CameraException e = assertThrows(CameraException.class, () -> device().open(null));
        assertEquals(Reason.FAILED, e.getReason());
        assertTrue(e.getMessage().contains(fingerprint()), e.getMessage());
        assertTrue(e.getMessage().contains("set 'tls.fingerprint'"), e.getMessage());
    }

    @Test
    void fingerprintIsTrusted() throws Exception {
        String colons = fingerprint().toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
        try (CameraStream stream = device("tls.fingerprint", colons).open(null)) {
            TestDevice.frame(stream).close();
        }
    }

    @Test
    void anotherFingerprintIsRefused() throws Exception {
        CameraException e = assertThrows(CameraException.class, () -> device("tls.fingerprint", "00".repeat(32)).open(null));
        assertTrue(e.getMessage().contains("another fingerprint") && e.getMessage().contains(fingerprint()), e.getMessage());
    }

    @Test
    void certificateOfAFileIsTrusted() throws Exception {
        Path pem = Files.writeString(folder.resolve("camera.pem"), "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded()) + "\n-----END CERTIFICATE-----\n");
        device("tls.truststore", pem.toString()).open(null).close();
        device("tls.truststore", folder.resolve("camera.p12").toString(), ".tls.truststore.password", new String(PASSWORD));
    }

    @Test
    void everyCertificateIsTrustedWithoutACheck() throws Exception {
        device("tls.verify", "false").open(null).close();
    }

    @Test
    void streamComesThroughTls() throws Exception {
        IpDevice device = TestDevice
                .of(TestDevice.config("https://127.0.0.1:" + server.port() + "/digest/mjpeg/good", "tls.verify", "false"));
        try (CameraStream stream = device.open(null)) {
            TestDevice.frame(stream).close();
        }
    }

    @Test
    void portWithoutTlsIsNamed() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 0, InetAddress.getByName("127.0.0.1"))) {
            Thread answer = new Thread(() -> {
                try (Socket connection = plain.accept()) {
                    connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    connection.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    return; // the client has ended the connection
                }
            });
            answer.start();
            IpDevice device = TestDevice.of(TestDevice.config("https://127.0.0.1:" + plain.getLocalPort() + "/snapshot.jpg"));
            CameraException e = assertThrows(CameraException.class, () -> device.open(null));
            assertTrue(e.getMessage().contains("does not speak TLS; use http in 'url', or the port for https"), e.getMessage());
            answer.join();
        }
    }
}
