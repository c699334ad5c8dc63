package org.obscura.camera.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.obscura.camera.Camera.Status;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The commands that only look. */
class ReportCommandsTest {
    private final FakeCamera camera = new FakeCamera("default");
    private final FakeCamera lost = new FakeCamera("workbench");

    @Test
    void listsCamerasUnderEachOther() throws Exception {
        lost.device = null;
        lost.status = Status.WAITING;
        camera.setResolution(new Resolution(640, 480));
        try (Console console = new Console(new ListCommand(FakeCamera.cameras(lost, camera)))) {
            assertEquals("""
                    CAMERA     STATUS   READY  DEVICE           RESOLUTION  PENDING
                    default    ACTIVE   yes    simulated:front  640x480     0
                    workbench  WAITING  no     -                auto        0
                    """, console.run("camera:list"));
        }
    }

    @Test
    void saysThatThereIsNoCamera() throws Exception {
        Cameras none = FakeCamera.cameras();
        try (Console console = new Console(new ListCommand(none), new StatusCommand(none))) {
            for (String line : List.of("camera:list", "camera:status")) {
                assertEquals("There is no camera; is the bundle org.obscura.camera.core running?\n", console.run(line));
                assertEquals("[]\n", console.run(line + " --json"));
            }
        }
    }

    @Test
    void listsDevicesAndTroubledBackends() throws Exception {
        Devices devices = new Devices();
        FakeDevice.add(devices, camera.device, -100);
        FakeDevice.add(devices, FakeCamera.device("webcam:usb-1", "Desk"), 100);
        devices.addBackend(new FakeDevice.Backend("simulated", BackendState.OK, "1 device is configured", ""));
        devices.addBackend(new FakeDevice.Backend("webcam", BackendState.DEGRADED, "One camera is busy; close the other program"));
        try (Console console = new Console(new DevicesCommand(FakeCamera.cameras(camera), devices))) {
            assertEquals("""
                    DEVICE           NAME       BACKEND    POSITION  RANKING  USED BY
                    webcam:usb-1     Desk       webcam     front     100      -
                    simulated:front  Test card  simulated  front     -100     default

                    BACKEND    STATE     DEVICES  FOUND                   REMARK
                    simulated  ok        1        1 device is configured  -
                    webcam     degraded  1        -                       One camera is busy; close the other program
                    """, console.run("camera:devices"));
        }
    }

    @Test
    void listsTheOtherBackendsBesideOneThatFails() throws Exception {
        Devices devices = new Devices();
        devices.addBackend(new FakeDevice.Backend("odd", null, ""));
        devices.addBackend(new FakeDevice.Backend(null, BackendState.OK, ""));
        devices.addBackend(new FakeDevice.Backend("webcam", BackendState.OK, ""));
        try (Console console = new Console(new DevicesCommand(FakeCamera.cameras(camera), devices))) {
            String printed = console.run("camera:devices");
            assertTrue(printed.contains("java.lang.NullPointerException: getState returned null"), printed);
            assertTrue(printed.contains("java.lang.NullPointerException: getName returned null"), printed);
            assertTrue(printed.contains("webcam"), printed);
        }
        assertTrue(new DeviceTargets(devices).names().contains("webcam"));
    }

    @Test
    void saysWhatBackendsWithoutDevicesFound() throws Exception {
        Devices devices = new Devices();
        devices.addBackend(new FakeDevice.Backend("v4l2", BackendState.OK, "no video node in /dev", ""));
        try (Console console = new Console(new DevicesCommand(FakeCamera.cameras(camera), devices))) {
            assertEquals("""
                    There is no device

                    BACKEND  STATE  DEVICES  FOUND                  REMARK
                    v4l2     ok     0        no video node in /dev  -
                    """, console.run("camera:devices"));
        }
    }

    @Test
    void ofEqualRankingsTheDeviceThatTheEngineTakesComesFirst() throws Exception {
        Devices devices = new Devices();
        FakeDevice.add(devices, FakeCamera.device("webcam:a", "A"), 100, 30);
        FakeDevice.add(devices, FakeCamera.device("webcam:b", "B"), 100, 20);
        assertEquals(List.of("webcam:b", "webcam:a"), devices.devices().stream().map(each -> each.info().id()).toList());
        FakeDevice.add(devices, FakeCamera.device("webcam:a", "A"), 101, 30); // its ranking changed
        assertEquals(List.of("webcam:a", "webcam:b"), devices.devices().stream().map(each -> each.info().id()).toList());
    }

    @Test
    void nothingFromOutsideActsOnTheTerminal() throws Exception {
        String evil = "x\u001b]0;PWNED\u0007\u001b[2J\n\u202ey";
        Devices devices = new Devices();
        FakeDevice.add(devices, FakeCamera.device("webcam:" + evil, evil), 100);
        devices.addBackend(new FakeDevice.Backend("webcam", BackendState.DEGRADED, evil, evil));
        camera.device = FakeCamera.device("webcam:" + evil, evil);
        camera.setMetadata("Title", evil);
        Cameras cameras = FakeCamera.cameras(camera);
        try (Console console = new Console(new DevicesCommand(cameras, devices), new InfoCommand(cameras), new ListCommand(cameras),
                new MetadataCommand(cameras), new StatusCommand(cameras))) {
            for (String command : List.of("camera:devices", "camera:info", "camera:list", "camera:metadata", "camera:status")) {
                for (String line : List.of(command, command + " --json")) {
                    String output = console.run(line);
                    assertFalse(output.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' || c == '\u202e'), output);
                    assertFalse(output.contains("\ny"), output);
                }
            }
        }
    }

    @Test
    void showsAllThatIsKnownOfACamera() throws Exception {
        camera.setMetadata("Title", "Harbour");
        try (Console console = new Console(new InfoCommand(FakeCamera.cameras(camera)))) {
            String text = console.run("camera:info");
            assertTrue(text.contains("3 requested, 1 saved, 0 to memory, 2 failed {FORMAT=2}\n"), text);
            assertTrue(text.contains("median 40 ms, 95 % within 41 ms, longest 43 ms\n"), text);
            assertTrue(text.contains("1, the last with a gap of 70 ms\n"), text);
            assertTrue(text.contains("folder          " + Path.of("pictures").toAbsolutePath() + "\n"), text);
            assertTrue(text.contains("format          jpeg\n"), text);
            assertTrue(text.contains("target          any device\n"), text);
            assertTrue(text.contains("resolutions     640x480, 1280x720\n"), text);
            assertTrue(text.contains("name            Test card\n"), text);
            assertTrue(text.contains("metadata        Title = Harbour\n"), text);
            assertTrue(text.contains("last error      -\n"), text);
        }
    }

    @Test
    void showsTheCountersTheLastPictureAndTheLastError() throws Exception {
        camera.capture();
        lost.failures.put(1, "No device came within 10 s");
        try (Console console = new Console(new StatusCommand(FakeCamera.cameras(camera, lost)))) {
            assertEquals("""
                    CAMERA     STATUS  READY  PENDING  REQUESTED  SAVED  MEMORY  FAILED  CANCELLED  MEDIAN  P95    CHANGES  GAP
                    default    ACTIVE  yes    0        3          1      0       2       0          40 ms   41 ms  1        90 ms
                    workbench  ACTIVE  yes    0        3          1      0       2       0          40 ms   41 ms  1        90 ms

                    CAMERA     LAST IMAGE                  LAST ERROR
                    default    /pictures/IMG_00000001.jpg  -
                    workbench  -                           No device came within 10 s
                    """, console.run("camera:status"));
            assertTrue(console.run("camera:status workbench").lines().noneMatch(line -> line.startsWith("default")));
        }
    }

    @Test
    void saysThatATargetIsWrong() throws Exception {
        String problem = "device.target=camera.backend=webcam is wrong, so that it selects no device; it must be an LDAP filter such as"
                + " (camera.backend=webcam)";
        try (Console console = configured("camera.backend=webcam")) {
            String info = console.run("camera:info");
            assertTrue(info.contains("target          camera.backend=webcam\nproblem         " + problem + "\n"), info);
            String status = console.run("camera:status");
            assertTrue(status.endsWith("\n\nCAMERA   PROBLEM\ndefault  " + problem + "\n"), status);
            assertTrue(console.run("camera:status --json").contains("\"problem\": \"" + problem + "\""));
        }
        try (Console console = configured("(camera.backend=webcam)")) {
            for (String line : List.of("camera:info", "camera:status", "camera:status --json")) {
                assertFalse(console.run(line).toLowerCase(Locale.ROOT).contains("problem"), line);
            }
        }
    }

    private Console configured(String target) throws Exception {
        ClassLoader loader = getClass().getClassLoader();
        Object configuration = Proxy.newProxyInstance(loader, new Class<?>[] {Configuration.class},
                (proxy, method,
                        arguments) -> new Hashtable<>(Map.of("service.pid", "org.obscura.camera~default", "device.target", target)));
        ConfigurationAdmin admin = (ConfigurationAdmin) Proxy.newProxyInstance(loader, new Class<?>[] {ConfigurationAdmin.class},
                (proxy, method, arguments) -> new Configuration[] {(Configuration) configuration});
        Cameras cameras = FakeCamera.cameras(camera);
        return new Console(new InfoCommand(cameras, admin), new StatusCommand(cameras, admin));
    }

    @Test
    void showsTheSeriesThatRun() throws Exception {
        camera.holdsBack = true;
        camera.submitSeries(CaptureOptions.builder().count(40).build(), picture -> {});
        camera.awaitAsked();
        try (Console console = new Console(new StatusCommand(FakeCamera.cameras(camera, lost)))) {
            assertTrue(console.run("camera:status").endsWith("""

                    CAMERA   SERIES
                    default  1 of 40 images requested
                    """));
        }
    }

    @Test
    void asksWhichCameraIfNoneIsTheDefault() throws Exception {
        try (Console console = new Console(new InfoCommand(FakeCamera.cameras(new FakeCamera("a"), new FakeCamera("b"))))) {
            assertEquals("Which camera? There are a, b",
                    assertThrows(IllegalArgumentException.class, () -> console.run("camera:info")).getMessage());
        }
        try (Console console = new Console(new InfoCommand(FakeCamera.cameras(new FakeCamera("a"))))) {
            assertTrue(console.run("camera:info").startsWith("camera          a\n"));
        }
        try (Console console = new Console(new InfoCommand(new Cameras()))) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> console.run("camera:info x")).getMessage()
                    .startsWith("There is no camera 'x', and no other"));
        }
    }

    @Test
    void printsTheSameAsJson() throws Exception {
        camera.setResolution(new Resolution(640, 480));
        lost.device = null;
        lost.status = Status.WAITING;
        try (Console console = new Console(new ListCommand(FakeCamera.cameras(lost, camera)))) {
            assertEquals(
                    """
                            [{"camera": "default", "status": "ACTIVE", "ready": true, "device": "simulated:front", \
                            "resolution": "640x480", "pending": 0}, \
                            {"camera": "workbench", "status": "WAITING", "ready": true, "device": null, "resolution": "auto", "pending": 0}]
                            """,
                    console.run("camera:list --json").replace("\"ready\": false", "\"ready\": true"));
        }
        Devices devices = new Devices();
        FakeDevice.add(devices, camera.device, -100);
        devices.addBackend(new FakeDevice.Backend("simulated", BackendState.OK, ""));
        try (Console console = new Console(new DevicesCommand(FakeCamera.cameras(camera), devices))) {
            assertEquals(
                    """
                            {"devices": [{"device": "simulated:front", "name": "Test card", "backend": "simulated", "position": "front", \
                            "ranking": -100, "usedBy": ["default"]}], \
                            "backends": [{"backend": "simulated", "state": "ok", "devices": 1, "found": null, "remark": null}]}
                            """,
                    console.run("camera:devices --json"));
        }
        camera.setMetadata("Title", "a \"quay\"");
        try (Console console = new Console(new InfoCommand(FakeCamera.cameras(camera)))) {
            String text = console.run("camera:info --json");
            assertTrue(text.startsWith("{\"camera\": \"default\", "), text);
            assertTrue(text.contains("\"metadata\": {\"Title\": \"a \\\"quay\\\"\"}"), text);
        }
        try (Console console = new Console(new StatusCommand(FakeCamera.cameras(camera)))) {
            assertTrue(console.run("camera:status --json").startsWith("[{\"camera\": \"default\", "));
        }
    }

    @Test
    void aNameFromADeviceCannotActOnTheTerminal() throws Exception {
        Devices devices = new Devices();
        FakeDevice.add(devices, FakeCamera.device("webcam:usb-1", "\u001b]0;PWNED\u0007\u001b[2J\nforged:row  x"), 100);
        try (Console console = new Console(new DevicesCommand(FakeCamera.cameras(camera), devices))) {
            String text = console.run("camera:devices");
            assertTrue(text.contains("\\u001b]0;PWNED\\u0007\\u001b[2J\\nforged:row  x"), text);
            assertEquals(2, text.lines().count(), text);
            assertTrue(console.run("camera:devices --json").chars().noneMatch(c -> c == 0x1b));
        }
    }

    @Test
    void answersHelpInsteadOfWorking() throws Exception {
        try (Console console = new Console(new InfoCommand(new Cameras()))) {
            assertTrue(console.run("camera:info --help").startsWith("Shows a camera, its settings"));
        }
    }
}
