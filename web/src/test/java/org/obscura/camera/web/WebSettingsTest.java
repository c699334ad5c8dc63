package org.obscura.camera.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.support.config.ConfigReader;

/** The configuration: what must not be opened is not. */
class WebSettingsTest {
    private static final String USER = "anna view pbkdf2:210000:" + "A".repeat(22) + ":" + "A".repeat(43);

    private static WebSettings read(Map<String, Object> values) {
        return WebSettings.read(new ConfigReader(WebConfiguration.class, values, Map.of()));
    }

    private static String refusal(Map<String, Object> values) {
        return assertThrows(IllegalArgumentException.class, () -> read(values)).getMessage();
    }

    @Test
    void withoutValuesTheSiteIsOnTheLoopbackAddress() {
        WebSettings settings = read(Map.of());
        assertTrue(settings.address().isLoopbackAddress());
        assertEquals(8090, settings.port());
        assertTrue(settings.realm().isEmpty());
    }

    @Test
    void otherAddressesNeedUsers() {
        assertTrue(refusal(Map.of("address", "0.0.0.0")).contains("no users are configured; configure users or realm"));
        assertTrue(refusal(Map.of("server", "whiteboard")).contains("no users are configured"));
        assertEquals(List.of("gateway.local"),
                read(Map.of("address", "0.0.0.0", "users", new String[] {USER}, "hosts", "gateway.local")).hosts());
        assertEquals(WebSettings.Server.WHITEBOARD, read(Map.of("server", "whiteboard", "realm", "karaf")).server());
    }

    @Test
    void aMisspeltKeyOpensNothing() {
        assertEquals("'usres' is unknown; did you mean 'users'?", refusal(Map.of("usres", USER)));
        assertEquals("port=x is wrong; it must be a whole number from 0 to 65535; 'hots' is unknown; did you mean 'hosts'?",
                refusal(Map.of("port", "x", "hots", "gateway.local")));
    }

    @Test
    void aKeyThatStandsTwiceOpensNothing(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("org.obscura.camera.web.cfg"), "users = " + USER + "\nusers =\n");
        assertTrue(refusal(Map.of("users", "", "felix.fileinstall.filename", file.toUri().toString())).contains("users"));
    }

    @Test
    void aMistakeOpensNothing() {
        assertTrue(refusal(Map.of("users", "anna view secret")).contains("the user 'anna' has no valid hash"));
        assertTrue(refusal(Map.of("port", "80000")).contains("port=80000 is wrong"));
        assertTrue(refusal(Map.of("users", USER, "realm", "karaf")).contains("use one of them"));
    }
}
