package org.obscura.camera.v4l2.trial;

import static org.obscura.camera.v4l2.trial.Checks.equal;
import static org.obscura.camera.v4l2.trial.Checks.fails;
import static org.obscura.camera.v4l2.trial.Checks.holds;
import static org.obscura.camera.v4l2.trial.Checks.take;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.support.jpeg.JpegImage;

/** What becomes of the faults of USB cameras, and that nothing is left behind. */
final class UsbFaults {
    private final UsbFixture usb;
    private final int openings;

    UsbFaults(UsbFixture usb, int openings) {
        this.usb = usb;
        this.openings = openings;
    }

    void damaged() throws Exception {
        try (CameraStream stream = usb.device().open(UsbFixture.VGA)) {
            for (String fault : List.of("truncate", "garbage")) {
                usb.cameras().order("1-1 " + fault + " on");
                String why = fails(Reason.BAD_FRAME, UsbFixture.PLENTY, () -> take(stream, UsbFixture.PLENTY));
                System.out.println("  " + fault + ": " + why);
                usb.cameras().order("1-1 " + fault + " off");
                take(stream, UsbFixture.PLENTY);
            }
            usb.cameras().order("1-1 error on");
            fails(Reason.TIMEOUT, UsbFixture.LIMIT, () -> {
                while (true) {
                    take(stream, UsbFixture.LIMIT); // what was under way before the order
                }
            });
            usb.cameras().order("1-1 error off");
            take(stream, UsbFixture.PLENTY);
        }
    }

    void mended() throws Exception {
        try (CameraStream stream = usb.device().open(UsbFixture.VGA)) {
            usb.cameras().order("1-1 padded on");
            for (int i = 0; i < 3; i++) {
                byte[] jpeg = take(stream, UsbFixture.PLENTY);
                equal(0xd9, jpeg[jpeg.length - 1] & 0xff, "the last byte is that of the image");
            }
            usb.cameras().order("1-1 padded off");
            usb.cameras().order("1-1 nodht on");
            boolean mended = false;
            for (int i = 0; i < 10 && !mended; i++) {
                byte[] jpeg = take(stream, UsbFixture.PLENTY);
                byte[] sent = Files
                        .readAllBytes(usb.images().resolve("640x480-" + Long.parseLong(UsbCameras.facts(jpeg).get("number")) % 4 + ".jpg"));
                mended = UsbCameras.withoutComment(jpeg).length < sent.length; // four tables in one segment are shorter than in four
                JpegImage.find(jpeg, 0, jpeg.length);
            }
            holds(mended, "an image with inserted tables came");
            usb.cameras().order("1-1 nodht off");
        }
    }

    void stalls() throws Exception {
        try (CameraStream stream = usb.device().open(UsbFixture.VGA)) {
            take(stream, UsbFixture.PLENTY);
            usb.cameras().order("1-1 stall on");
            fails(Reason.TIMEOUT, UsbFixture.LIMIT, () -> {
                while (true) {
                    take(stream, UsbFixture.LIMIT);
                }
            });
            usb.cameras().order("1-1 stall off");
            take(stream, UsbFixture.PLENTY);
        }
    }

    void busy() throws Exception {
        Process other = new ProcessBuilder("v4l2-ctl", "-d", "/dev/video0", "--stream-mmap", "--stream-count=0").redirectErrorStream(true)
                .start();
        try {
            holds(other.getInputStream().read() >= 0, "the other program streams");
            String why = fails(Reason.BUSY, UsbFixture.PLENTY, () -> usb.device().open(UsbFixture.VGA));
            holds(why.contains("v4l2-ctl"), why);
        } finally {
            other.destroyForcibly().waitFor();
        }
        usb.works();
    }

    void manyTimes() throws Exception {
        usb.works();
        nothingHeld();
        int descriptors = Checks.descriptors();
        for (int i = 0; i < openings; i++) {
            usb.works();
        }
        nothingHeld();
        holds(Checks.descriptors() <= descriptors, "descriptors " + descriptors + " before, " + Checks.descriptors() + " after");
        System.out.println("  " + openings + " openings, " + Checks.descriptors() + " descriptors before and after");
    }

    /** The thread of a closed stream lives for a moment after its last work. */
    private static void nothingHeld() throws Exception {
        Registry.await(() -> Checks.threads().equals(Set.of("obscura-v4l2-discovery")), () -> "threads " + Checks.threads());
        equal(0L, Checks.mappings(), "mappings");
    }

    private interface Way {
        void apart() throws Exception;
    }

    private void lost(Way away, Way back) throws Exception {
        CameraDevice device = usb.device();
        try (CameraStream stream = device.open(UsbFixture.VGA)) {
            take(stream, UsbFixture.PLENTY);
            away.apart();
            fails(Reason.DISCONNECTED, UsbFixture.PLENTY, () -> {
                while (true) {
                    take(stream, UsbFixture.PLENTY);
                }
            });
        }
        Registry.await(() -> usb.registry().ids().isEmpty(), () -> "still registered: " + usb.registry().ids());
        fails(Reason.DISCONNECTED, UsbFixture.PLENTY, () -> device.open(UsbFixture.VGA));
        back.apart();
        usb.works();
        nothingHeld();
    }

    void unplugged() throws Exception {
        lost(() -> usb.cameras().order("1-1 unplug"), () -> usb.cameras().attach("1-1"));
    }

    void unbound() throws Exception {
        Path driver = Path.of("/sys/bus/usb/drivers/uvcvideo");
        String function = Path.of("/sys/class/video4linux/video0/device").toRealPath().getFileName().toString();
        lost(() -> write(driver.resolve("unbind"), function), () -> write(driver.resolve("bind"), function));
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }

    private void replug(String fault) throws Exception {
        usb.cameras().order("1-1 unplug");
        Registry.await(() -> usb.registry().ids().isEmpty(), () -> "still registered: " + usb.registry().ids());
        usb.cameras().order("1-1 " + fault);
        usb.cameras().attach("1-1");
    }

    void refusesAControl() throws Exception {
        replug("mute on");
        List<String> keys = usb.device().getControls().stream().map(ControlInfo::key).toList();
        holds(keys.contains("image.contrast") && keys.contains("white-balance.temperature") && !keys.contains("image.saturation"),
                "controls " + keys);
        usb.works();
        replug("mute off");
        usb.works();
    }

    void deaf() throws Exception {
        CameraStream stream = usb.device().open(UsbFixture.VGA);
        take(stream, UsbFixture.PLENTY);
        usb.cameras().order("1-1 deaf on");
        long start = System.nanoTime();
        stream.close();
        long closing = Checks.millis(start);
        holds(closing < 5_000, "closing took " + closing + " ms");
        System.out.println("  closed in " + closing + " ms; opening: "
                + fails(Reason.FAILED, UsbFixture.PLENTY, () -> usb.device().open(UsbFixture.VGA)));
        usb.cameras().order("1-1 deaf off");
        boolean works = false;
        for (int i = 0; i < 5 && !works; i++) { // the kernel may reset the bus first
            try {
                usb.works();
                works = true;
            } catch (CameraException e) {
                System.out.println("  " + e.getMessage());
            }
        }
        holds(works, "it works again");
    }

    void twins() throws Exception {
        usb.cameras().attach("1-2");
        Registry.await(() -> usb.registry().ids().size() == 2 && !usb.registry().ids().contains(UsbFixture.ID),
                () -> "devices " + usb.registry().ids());
        List<String> twins = usb.registry().ids().stream().sorted().toList(); // in the order of their ports
        for (String twin : twins) {
            equal(UsbFixture.ID + "-port-" + usb.registry().properties(usb.registry().device(twin)).get(CameraDevice.DEVICE_PORT), twin,
                    "id");
        }
        try (CameraStream one = usb.registry().device(twins.get(0)).open(UsbFixture.VGA);
                CameraStream two = usb.registry().device(twins.get(1)).open(UsbFixture.VGA)) {
            equal("1-1", UsbCameras.facts(take(one, UsbFixture.PLENTY)).get("camera"), "camera");
            equal("1-2", UsbCameras.facts(take(two, UsbFixture.PLENTY)).get("camera"), "camera");
        }
    }

    void stop() throws Exception {
        CameraStream open = usb.registry().device(usb.registry().ids().get(0)).open(UsbFixture.VGA);
        usb.backend().stop();
        equal(List.of(), usb.registry().ids(), "devices");
        fails(Reason.DISCONNECTED, UsbFixture.PLENTY, () -> take(open, UsbFixture.PLENTY));
        open.close();
        Registry.await(() -> Checks.threads().isEmpty(), () -> "threads " + Checks.threads());
        equal(0L, Checks.mappings(), "mappings");
    }
}
