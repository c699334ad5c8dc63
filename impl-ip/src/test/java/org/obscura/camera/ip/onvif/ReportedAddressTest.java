package org.obscura.camera.ip.onvif;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.support.net.HeldPort;

/** The host that was configured, and a port of it that accepts connections. */
class ReportedAddressTest {
    private ServerSocket open;
    private HeldPort closed;

    @BeforeEach
    void openPort() throws Exception {
        open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        closed = new HeldPort();
    }

    @AfterEach
    void closePort() throws Exception {
        open.close();
        closed.close();
    }

    private String place(String text) {
        return text.replace("OPEN", "" + open.getLocalPort()).replace("CLOSED", "" + closed.port());
    }

    private ReportedAddress at(String device) {
        return new ReportedAddress(URI.create(place(device)), Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://10.9.9.9:OPEN/a            | http://127.0.0.1:OPEN/a
            http://10.9.9.9:CLOSED/a          | http://127.0.0.1:9/a
            https://10.9.9.9:OPEN/a           | https://127.0.0.1:OPEN/a
            https://10.9.9.9:CLOSED/a         | http://127.0.0.1:9/a
            https://10.9.9.9:9/a              | http://127.0.0.1:9/a
            http://10.9.9.9:0/a               | http://127.0.0.1:9/a
            http://10.9.9.9:99999/a           | http://127.0.0.1:9/a
            http://10.9.9.9:/a                | http://127.0.0.1:9/a
            http://[fe80::1%25eth0]:OPEN/a    | http://127.0.0.1:OPEN/a
            http://IP_CAMERA:OPEN/a           | http://127.0.0.1:OPEN/a
            http://0.0.0.0:OPEN               | http://127.0.0.1:OPEN
            http:///a?b                       | http://127.0.0.1:9/a?b
            http://u:p@ss@10.9.9.9:OPEN/a     | http://127.0.0.1:OPEN/a
            HTTP://10.9.9.9:OPEN?a            | http://127.0.0.1:OPEN/?a
            http://10.9.9.9:OPEN/a b?c=[1]&amp;d=100%#e | http://127.0.0.1:OPEN/a%20b?c=%5B1%5D&d=100%25
            /a?b                              | http://127.0.0.1:9/a?b
            a.jpg                             | http://127.0.0.1:9/onvif/a.jpg
            """)
    void addressesAreCorrected(String reported, String expected) {
        assertEquals(place(expected), at("http://127.0.0.1:9/onvif/device_service").http(place(reported)).toString());
    }

    @Test
    void encryptionIsNotGivenUp() {
        ReportedAddress address = at("https://127.0.0.1:9/onvif/device_service");
        assertEquals("https://127.0.0.1:9/a", address.http(place("http://10.9.9.9:OPEN/a")).toString());
        assertEquals(place("https://127.0.0.1:OPEN/a"), address.http(place("https://10.9.9.9:OPEN/a")).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rtsp://10.9.9.9:OPEN/a               | rtsp://127.0.0.1:OPEN/a
            rtsp://10.9.9.9/a                    | rtsp://127.0.0.1:554/a
            rtsp://user:secret@10.9.9.9:OPEN/a   | rtsp://127.0.0.1:OPEN/a
            rtsp://10.9.9.9:OPEN/a?password=x&b  | rtsp://127.0.0.1:OPEN/a?password={password}&b
            """)
    void streamsHaveNoCredentials(String reported, String expected) {
        assertEquals(place(expected), at("http://127.0.0.1:9/onvif/device_service").rtsp(place(reported)));
    }
}
