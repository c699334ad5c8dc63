package org.obscura.camera.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.ip.server.CameraServer;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;

/** Cameras lock an account after a few wrong passwords. */
class PasswordTest {
    private static final String WRONG = "wrong-4711";

    @ParameterizedTest
    @ValueSource(strings = {"basic", "digest", "digest-sess", "digest-sha256", "digest-old", "both"})
    void wrongPasswordIsSentOnceInTenCaptures(String scheme) throws Exception {
        for (String path : new String[] {"/snapshot.jpg", "/mjpeg/good"}) {
            try (CameraServer server = new CameraServer()) {
                IpDevice device = TestDevice.of(TestDevice.config(server.url("/" + scheme + path), ".password", WRONG));
                for (int i = 0; i < 10; i++) {
                    CameraException e = assertThrows(CameraException.class, () -> device.open(null));
                    assertEquals(Reason.FAILED, e.getReason());
                    assertTrue(e.getMessage().contains("refused the user name or the password"), e.getMessage());
                    assertFalse(trace(e).contains(WRONG), "the password is in the exception");
                }
                assertEquals(1, server.wrongPasswords());
            }
        }
    }

    /** Some cameras send it with each challenge. */
    @Test
    void wordOfStaleBringsOneMoreAnswerAtMost() throws Exception {
        try (CameraServer server = new CameraServer()) {
            TestDevice.of(TestDevice.config(server.url("/digest-stale/snapshot.jpg"))).open(null).close();
            IpDevice wrong = TestDevice.of(TestDevice.config(server.url("/digest-stale/snapshot.jpg"), ".password", WRONG));
            for (int i = 0; i < 10; i++) {
                CameraException e = assertThrows(CameraException.class, () -> wrong.open(null));
                assertTrue(e.getMessage().contains("refused the user name or the password"), e.getMessage());
            }
            assertEquals(2, server.wrongPasswords());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "still", "mjpeg", "onvif"})
    void passwordInThePathIsInNoMessage(String type) throws Exception {
        String password = "p:4711/s";
        try (CameraServer server = new CameraServer()) {
            IpDevice device = TestDevice.of(TestDevice.config(server.url("/missing/user={username}_password={password}_"),
                    ".password", password, "type", type));
            String trace = trace(assertThrows(CameraException.class, () -> device.open(null)));
            assertTrue(trace.contains("_password=***_ with HTTP 404"), trace);
            assertFalse(trace.contains(password) || trace.contains("p%3A4711%2Fs"), "the password is in the exception");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", CameraServer.USER})
    void authenticationThatIsNotSupportedIsNamedAlsoWithoutCredentials(String user) throws Exception {
        try (CameraServer server = new CameraServer()) {
            IpDevice device = TestDevice.of(TestDevice.config(server.url("/ntlm/snapshot.jpg"), "username", user, ".password",
                    user.isEmpty() ? "" : CameraServer.PASSWORD));
            String message = assertThrows(CameraException.class, () -> device.open(null)).getMessage();
            assertTrue(message.contains("(Basic and Digest are); it offers negotiate, ntlm"), message);
        }
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"digest-utf8", "digest-latin1"})
    void realmIsSignedAndSentAsItCame(String scheme) throws Exception {
        try (CameraServer server = new CameraServer()) {
            TestDevice.of(TestDevice.config(server.url("/" + scheme + "/snapshot.jpg"))).open(null).close();
            assertEquals(0, server.wrongPasswords());
        }
    }

    @Test
    void challengeOnSeveralLinesIsAnswered() throws Exception {
        try (CameraServer server = new CameraServer()) {
            TestDevice.of(TestDevice.config(server.url("/digest-folded/snapshot.jpg"))).open(null).close();
            assertEquals(0, server.wrongPasswords());
        }
    }

    @Test
    void anotherConfigurationTriesAgain() throws Exception {
        try (CameraServer server = new CameraServer()) {
            IpDevice wrong = TestDevice.of(TestDevice.config(server.url("/digest/snapshot.jpg"), ".password", WRONG));
            assertThrows(CameraException.class, () -> wrong.open(null));
            TestDevice.of(TestDevice.config(server.url("/digest/snapshot.jpg"))).open(null).close();
            assertEquals(1, server.wrongPasswords());
        }
    }

    @Test
    void expiredNonceIsReplacedWithoutAWordOfStale() throws Exception {
        try (CameraServer server = new CameraServer()) {
            IpDevice device = TestDevice.of(TestDevice.config(server.url("/digest-sha256/snapshot.jpg")));
            try (CameraStream stream = device.open(null)) {
                TestDevice.frame(stream).close();
                server.setNonce("another");
                TestDevice.frame(stream).close();
            }
        }
    }

    @Test
    void passwordThatIsChangedOnTheCameraIsTriedWithOneNewNonceAtMost() throws Exception {
        try (CameraServer server = new CameraServer()) {
            IpDevice device = TestDevice.of(TestDevice.config(server.url("/digest/snapshot.jpg")));
            try (CameraStream stream = device.open(null)) {
                server.setPassword("changed");
                assertEquals(Reason.FAILED, assertThrows(CameraException.class, () -> TestDevice.frame(stream)).getReason());
            }
            for (int i = 0; i < 10; i++) {
                assertThrows(CameraException.class, () -> device.open(null));
            }
            assertEquals(1, server.wrongPasswords());
        }
    }

    @Test
    void missingPasswordIsNamed() throws Exception {
        try (CameraServer server = new CameraServer()) {
            Map<String, Object> values = new HashMap<>(TestDevice.config(server.url("/digest/snapshot.jpg")));
            values.remove("username");
            values.remove(".password");
            CameraException e = assertThrows(CameraException.class, () -> TestDevice.of(values).open(null));
            assertTrue(e.getMessage().contains("requires a user name and a password; set 'username' and '.password'"), e.getMessage());
            assertEquals(1, server.requests());
        }
    }

    @Test
    void credentialsInTheQueryComeFromThePassword() throws Exception {
        try (CameraServer server = new CameraServer()) {
            TestDevice.of(TestDevice.config(server.url("/query.jpg?user={username}&pwd={password}"))).open(null).close();
            IpDevice wrong = TestDevice.of(TestDevice.config(server.url("/query.jpg?user={username}&pwd={password}"), ".password", WRONG));
            int before = server.requests();
            for (int i = 0; i < 10; i++) {
                CameraException e = assertThrows(CameraException.class, () -> wrong.open(null));
                assertTrue(e.getMessage().contains("has refused the user name or the password"), e.getMessage());
                assertFalse(trace(e).contains(WRONG), "the password is in the exception");
            }
            assertEquals(before + 1, server.requests(), "the address has the password");
        }
    }

    @Test
    void pageToLogInWithoutCredentialsSaysWhatToSet() throws Exception {
        try (CameraServer server = new CameraServer()) {
            Map<String, Object> values = new HashMap<>(TestDevice.config(server.url("/fault/login-page")));
            values.remove("username");
            values.remove(".password");
            CameraException e = assertThrows(CameraException.class, () -> TestDevice.of(values).open(null));
            assertTrue(e.getMessage().contains("The page has a field for a password: set 'username' and '.password'"), e.getMessage());
        }
    }
}
