package org.obscura.camera.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.DeviceInfo.Position;
import org.obscura.camera.Resolution;
import org.obscura.camera.ip.IpSettings.Type;
import org.obscura.camera.support.config.ConfigReader;

class IpSettingsTest {

    @Test
    void readsAllKeys() {
        Map<String, Object> values = new HashMap<>(Map.of("service.pid", "org.obscura.camera.ip~front door", "url",
                "https://cam.example/jpg?size={width}x{height}", "type", "MJPEG", "username", "u", ".password", " p ", "latency", "1s",
                "timeout",
                "200ms", "image.limit", "2MB", "resolutions", "640x480, 1280x720", "name", "Front door"));
        values.putAll(Map.of("position", "back", "orientation", "90", "service.ranking", "7", "tls.verify", "false", "profile", "main"));
        IpSettings settings = TestDevice.settings(values);
        assertEquals("ip:front-door", settings.info().id());
        assertEquals("Front door", settings.info().displayName());
        assertEquals(Position.BACK_FACE, settings.info().position());
        assertEquals(90, settings.info().orientation());
        assertEquals(7, settings.ranking());
        assertEquals(Type.MJPEG, settings.type());
        assertEquals(" p ", settings.credentials().password());
        assertEquals(Duration.ofSeconds(1), settings.latency());
        assertEquals(Duration.ofMillis(200), settings.timeout());
        assertEquals(2 << 20, settings.imageLimit());
        assertEquals(List.of(new Resolution(640, 480), new Resolution(1280, 720)), settings.resolutions());
        assertEquals("https://cam.example/jpg?size=1280x720", settings.address().uri(new Resolution(1280, 720)).toString());
    }

    @Test
    void defaultsAreThoseOfTheMetatype() {
        IpSettings settings = TestDevice.settings(Map.of("service.pid", "org.obscura.camera.ip~a", "url", "http://192.168.1.20/"));
        assertEquals("Network camera a", settings.info().displayName());
        assertEquals(50, settings.ranking());
        assertEquals(Type.AUTO, settings.type());
        assertEquals(Duration.ofMillis(300), settings.latency());
        assertEquals(Duration.ofSeconds(5), settings.timeout());
        assertEquals(16 << 20, settings.imageLimit());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    ``                                | 'url' is missing; it must be the address
                    rtsp://cam/stream                 | preset=ffmpeg
                    http://root:s3cret@cam/image.jpg  | put them into 'username' and '.password'
                    http://cam/?u=x&pwd=s3cret        | 'url' holds a password behind 'pwd=', where others can read it; write {password} in its place
                    cam/image.jpg                     | must begin with http://, https:// or onvif://
                    http://cam/a b                    | 'url' is no address: Illegal character in path: ' ', which is written as %20
                    http://cam/?p={pasword}           | known are {width}, {height}, {username}, {password}; did you mean {password}?
                    http://cam/{channel}.jpg          | 'url' has {channel}, which is no placeholder; known are {width}
                    http://cam/{ width }.jpg          | Illegal character in path: '{', which is written as %7B
                    ftp://cam/image.jpg               | must begin with http://, https:// or onvif://
                    http://cam:70000/image.jpg        | 'url' has the port 70000; it must be from 1 to 65535
                    onvif://cam:70000                 | 'url' has the port 70000; it must be from 1 to 65535
                    http://cam:0/image.jpg            | 'url' has the port 0; it must be from 1 to 65535
                    http://cam:99999999999/image.jpg  | 'url' has 'cam:99999999999' in the place of host and port
                    http://cam:abc/image.jpg          | a port is a number from 1 to 65535
                    http://fd00::20/image.jpg         | 'url' has 'fd00::20' in the place of host and port; a host is a name
                    http://my_cam/image.jpg           | letters, digits and hyphens, or an IP address (IPv6 in brackets, such as [fd00::20])
                    http://cam/?u={username}          | has a place for credentials
                    http://cam/{width}.jpg            | 'resolutions' names no size
                    """)
    void saysWhatIsWrongWithAnAddressAndWhatWouldBeRight(String url, String clause) {
        Map<String, Object> values = Map.of("service.pid", "org.obscura.camera.ip~a", "url", url);
        ConfigReader reader = new ConfigReader(IpCameraConfig.class, values, Map.of());
        String message = assertThrows(IllegalArgumentException.class, () -> IpSettings.read(reader, values)).getMessage();
        assertTrue(message.contains(clause), message);
        assertFalse(message.contains("s3cret"), message);
        assertFalse(reader.errors().toString().contains("s3cret"), "an error holds the password");
    }

    @Test
    void shortFormOfOnvifNamesItsService() {
        IpSettings settings = TestDevice.settings(Map.of("url", "onvif://192.168.1.20:8000"));
        assertEquals("http://192.168.1.20:8000/onvif/device_service", settings.address().uri(null).toString());
        assertEquals(Type.ONVIF, settings.type());
        IpSettings withSlash = TestDevice.settings(Map.of("url", "onvif://192.168.1.20/"));
        assertEquals("http://192.168.1.20/onvif/device_service", withSlash.address().uri(null).toString());
        assertEquals(Type.ONVIF, TestDevice.settings(Map.of("url", "onvif://192.168.1.20/services/device")).type());
    }

    @Test
    void placeholderThatWasNotReplacedIsNoPassword() {
        Map<String, Object> values = Map.of("url", "http://cam/", "username", "u", ".password", "$[secret:front]");
        ConfigReader reader = new ConfigReader(IpCameraConfig.class, values, Map.of());
        String message = assertThrows(IllegalArgumentException.class, () -> IpSettings.read(reader, values)).getMessage();
        assertEquals("'.password' is a placeholder that was not replaced; install the bundle "
                + "org.apache.felix.configadmin.plugin.interpolation and give the secret a value", message);
        assertEquals(List.of(), reader.errors());
    }

    @Test
    void userNameNeedsAPasswordWhichMayBeEmpty() {
        Map<String, Object> values = new HashMap<>(Map.of("url", "http://cam/", "username", "u"));
        String message = assertThrows(IllegalArgumentException.class, () -> TestDevice.settings(values)).getMessage();
        assertTrue(message.contains("'username' is set, but '.password' is not"), message);
        values.put(".password", "");
        assertEquals("", TestDevice.settings(values).credentials().password());
    }

    @Test
    void textOfTheSettingsHoldsNoPassword() {
        String text = TestDevice.settings(TestDevice.config("http://cam/?p={password}", ".password", "s3cret")).toString();
        assertFalse(text.contains("s3cret"), text);
    }
}
