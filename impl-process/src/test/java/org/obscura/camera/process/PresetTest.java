package org.obscura.camera.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.support.credentials.Credentials;
import org.obscura.camera.support.process.CommandLine;
import org.obscura.camera.Resolution;

class PresetTest {

    @Test
    void passwordOfAStreamGoesThroughTheStandardInput() {
        CommandLine command = TestDevice
                .settings("preset", "ffmpeg", "source", "rtsp://cam:554/stream?channel=1", "username", "us er", ".password", "p'@:/w$1")
                .commandLine(null);
        assertFalse(command.toString().contains("p'"), command.toString());
        assertFalse(command.toString().contains("us%20er"), command.toString());
        assertTrue(command.input().contains("file 'rtsp://us%20er:p%27%40%3A%2Fw%241@cam:554/stream?channel=1'\n"), command.input());
        assertTrue(command.input().contains("option rtsp_transport tcp\n"), command.input());
    }

    /** As cameras of Xiongmai want it. */
    @Test
    void aPasswordHasItsPlaceInTheAddress() {
        CommandLine command = TestDevice
                .settings("preset", "ffmpeg", "source", "rtsp://cam/user={username}_password={password}_stream=0.sdp",
                        "username", "admin", ".password", "a/b$1")
                .commandLine(null);
        assertFalse(command.toString().contains("admin") || command.toString().contains("a%2Fb"), command.toString());
        assertTrue(command.input().contains("file 'rtsp://cam/user=admin_password=a%2Fb%241_stream=0.sdp'\n"), command.input());
    }

    @Test
    void streamWithoutPasswordIsAnArgument() {
        CommandLine command = TestDevice
                .settings("preset", "ffmpeg", "source", "rtsp://cam/stream", "output", "copy", "options", "-an -v \"a b\"")
                .commandLine(null);
        assertEquals("", command.input());
        assertTrue(command.toString().contains("-fflags nobuffer -flags low_delay -probesize 32 -analyzeduration 0"), command.toString());
        assertTrue(command.words().contains("a b"), command.toString());
        assertTrue(command.toString().endsWith("-c:v copy -f image2pipe -flush_packets 1 pipe:1"), command.toString());
    }

    /** A camera may need seconds to answer. */
    @Test
    void aStreamHasAsLongToStartAsConfigured() {
        assertTrue(TestDevice.settings("preset", "ffmpeg", "source", "rtsp://cam/stream", "start.timeout", "45s").commandLine(null)
                .toString().contains("-timeout 45000000 "));
        assertTrue(TestDevice.settings("preset", "ffmpeg", "source", "http://cam/stream", "start.timeout", "45s", "username", "anna",
                ".password", "x").commandLine(null).input().contains("option rw_timeout 45000000\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    ffmpeg    | v4l2:/dev/video0           | -f v4l2 -video_size 640x480 -i /dev/video0
                    ffmpeg    | avfoundation:0             | -f avfoundation -video_size 640x480 -i 0
                    ffmpeg    | dshow:USB Camera           | -f dshow -video_size 640x480 -i video=USB Camera
                    ffmpeg    | clip.mp4                   | -re -stream_loop -1 -i clip.mp4
                    rpicam    |                            | rpicam-vid --nopreview --timeout 0 --codec mjpeg --flush --width 640 --height 480
                    gphoto2   | usb:001,004                | gphoto2 --quiet --port usb:001,004 --stdout --capture-image-and-download
                    gstreamer | v4l2src ! video/x-raw,width={width} | --quiet v4l2src ! video/x-raw,width=640 ! videoconvert !
                    """)
    void makesACommandLine(String preset, String source, String part) {
        String line = TestDevice.settings("preset", preset, "source", source == null ? "" : source, "resolutions", "640x480")
                .commandLine(new Resolution(640, 480))
                .toString();
        assertTrue(line.contains(part), line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    preset | ffmpeg    | name   | x                    | 'source' is missing
                    preset | ffmpeg    | source | rtsp://u:s3cret@cam/ | 'username' and '.password'
                    preset | ffmpeg    | source | rtsp://cam/user=a_password=s3cret_channel=1 | 'source' holds a password behind 'password='
                    preset | ffmpeg    | source | rtsp://fd00::20/x    | 'source' has 'fd00::20' in the place of host and port
                    preset | ffmpeg    | source | rtsp://cam:70000/x   | 'source' has the port 70000; it must be from 1 to 65535
                    preset | ffmpeg    | source | http:///x            | 'source' names no host
                    preset | ffmpeg    | source | rtsp://cam/?p={password} | 'source' has a place for credentials, but 'username' and '.password'
                    preset | gstreamer | source | rtspsrc location=rtsp://cam/?pwd=s3cret | the preset gstreamer cannot take a password
                    command | cam rtsp://cam/?pwd=s3cret | name | x    | the program finds in its environment as OBSCURA_USERNAME
                    preset | command   | name   | x                    | 'command' is missing
                    preset | gstreamer | name   | x                    | 'source' is missing
                    command | cat      | pixel.format | bgr24          | needs the size
                    command | cat "a b | name   | x                    | 'command' has a double quote that is not closed, as character 5: "a b
                    command | cat 'a b' | name  | x                    | 'command' has single quotes, which keep no words together
                    preset | gstreamer | source | fakesrc name="x      | 'source' has a double quote that is not closed
                    command | cat      | options | "a                  | 'options' has a double quote that is not closed
                    command | cam {with} | name | x                    | 'command' has {with}, which is no placeholder; known are {source}
                    command | cam {with} | name | x                    | did you mean {width}?
                    command | cam {pasword} | name | x                 | 'command' has {pasword}, which is no placeholder
                    command | cam {password} | name | x                | in its environment as OBSCURA_USERNAME and OBSCURA_PASSWORD
                    command | cam {source} | name | x                  | 'command' has {source}, but 'source' is empty
                    command | cam {width} | name | x                   | 'resolutions' names no size
                    preset | gstreamer | source | fakesrc width={width} | 'resolutions' names no size
                    preset | gstreamer | source | fakesrc ! {hieght}   | did you mean {height}?
                    preset | ffmpeg    | source | rtsp://cam/{width}   | 'source' has {width}, which is no placeholder; known are {username}, {password}
                    command | cat      | options | -v                  | 'options' has no effect, since 'preset' is command
                    command | cat      | executable | /bin/cat         | 'executable' has no effect, since 'preset' is command
                    preset | rpicam    | command | cat                 | 'command' has no effect, since 'preset' is rpicam
                    """)
    void saysWhatIsMissing(String key1, String value1, String key2, String value2, String clause) {
        String message = assertThrows(IllegalArgumentException.class, () -> TestDevice.settings(key1, value1, key2, value2)).getMessage();
        assertTrue(message.contains(clause), message);
        assertFalse(message.contains("s3cret"), message);
    }

    @Test
    void credentialsAreRemovedFromWhatAProgramPrints() {
        Credentials credentials = new Credentials("anna", "p@ss/1");
        assertEquals("[rtsp] rtsp://cam/stream: 401 ***, ***",
                Credentials.clean("[rtsp] rtsp://anna:p%40ss%2F1@cam/stream: 401 p@ss/1, p%40ss%2F1", credentials));
        assertEquals("> Authorization: Basic ***", Credentials.clean("> Authorization: Basic YW5uYTpwQHNzLzE=", credentials));
    }
}
