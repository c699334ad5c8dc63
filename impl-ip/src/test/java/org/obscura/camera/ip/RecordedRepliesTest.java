package org.obscura.camera.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.ip.server.OnvifServer;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;

/**
 * Replies in the shapes that cameras have sent, as their owners have published them: prefixes, order, omissions, addresses, faults. Each
 * file names the maker and the threads. The values are invented, and so are replies that no thread shows.
 */
class RecordedRepliesTest {
    private OnvifServer camera;

    @AfterEach
    void stop() throws Exception {
        camera.close();
    }

    private IpDevice device(String shape) throws Exception {
        camera = new OnvifServer("recorded/" + shape);
        return TestDevice.of(TestDevice.config(camera.url(), "timeout", "30s"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hikvision   | /onvif/snapshot                                                    | 640x480
            dahua       | /onvifsnapshot/media_service/snapshot?channel=1&subtype=0          | 704x576
            axis-media2 | /onvif-cgi/jpg/image.cgi?resolution=2688x1520&compression=30       | 2688x1520
            uniview     | /images/snapshot.jpg                                               | 1920x1080
            grain-media | /snapshot.jpg                                                      | 1280x720 640x360
            vivotek     | /cgi-bin/viewer/video.jpg?streamid=0                               | 1280x800
            foscam      | /cgi-bin/CGIProxy.fcgi?cmd=snapPicture2&usr=viewer&pwd=gate%204    | 1280x720
            reolink     | /cgi-bin/api.cgi?cmd=onvifSnapPic&channel=0                        | 2560x1440
            camhipro    | /snap.jpg?usr=admin&pwd=gate%204                                   | 2560x1920
            yi-hack     | /cgi-bin/snapshot.sh?res=high&watermark=yes                        | 1920x1080
            """)
    void stillImagesAreTaken(String shape, String address, String sizes) throws Exception {
        IpDevice device = device(shape);
        try (CameraStream stream = device.open(null)) {
            TestDevice.frame(stream).close();
        }
        assertEquals(List.of(address), camera.fetched().stream().distinct().toList());
        assertEquals(List.of(sizes.split(" ")), device.getResolutions().stream().map(Resolution::toString).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tapo               | source=rtsp://127.0.0.1:STREAM/stream1
            xiongmai           | source=rtsp://127.0.0.1:STREAM/user=admin_password={password}_channel=0_stream=0.sdp?real_stream
            yoosee             | source=rtsp://127.0.0.1:554/onvif1
            hikvision-recorder | source=rtsp://127.0.0.1:STREAM/Streaming/Channels/1?transportmode=unicast&profile=Profile_1
            hikvision-doorbell | It names no stream either; look for the address of one in its manual
            wanscam            | refused the ONVIF operation GetStreamUri: SOAP-ENV:Sender ter:InvalidArgVal
            """)
    void cameraWithoutStillImagesIsReferredToItsStream(String shape, String clause) throws Exception {
        IpDevice device = device(shape);
        CameraException e = assertThrows(CameraException.class, () -> device.open(null));
        assertEquals(Reason.FAILED, e.getReason());
        assertTrue(e.getMessage().contains("delivers no still images by ONVIF"), e.getMessage());
        assertTrue(e.getMessage().contains(clause.replace("STREAM", "" + camera.streamPort())), e.getMessage());
        assertFalse(e.getMessage().contains("sE3cret"), "the password is in the message");
        assertEquals(List.of(), camera.fetched());
    }

    @Test
    void clockWithoutUtcStampsPasswords() throws Exception {
        IpDevice device = device("yoosee");
        assertThrows(CameraException.class, () -> device.open(null));
        assertTrue(camera.created().startsWith("1979-11-30T00:0"), camera.created());
    }

    @Test
    void refusedPasswordIsSentOnce() throws Exception {
        IpDevice device = device("dahua-refused");
        for (int i = 0; i < 3; i++) {
            String message = assertThrows(CameraException.class, () -> device.open(null)).getMessage();
            assertTrue(message.contains("refused the user name or the password"), message);
        }
        assertEquals(List.of("GetSystemDateAndTime", "GetCapabilities"), camera.operations());
    }
}
