package org.obscura.camera.webcam;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.obscura.camera.spi.CameraStream;

/** A JVM with an open camera that hangs, to be killed: prints the number of the camera's process when a frame is awaited, and goes on. */
final class KilledParent {
    /** Not again while this runs: a second process that looks for cameras would come and go meanwhile. */
    private static final Duration LATER = Duration.ofHours(1);

    private KilledParent() {
    }

    /** @param args the folder of the rig, the stand-in for libv4l2 or "" for the fake driver, the camera, its mood when it hangs */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Rig rig = args[1].isEmpty() ? Rig.ofFakeDriver(folder) : Rig.ofNatives(folder, Path.of(args[1]));
        rig.with("scan.interval", LATER.toMillis());
        CameraStream stream = rig.startWith(args[2], "").open(Rig.VGA);
        if (!stream.getControls().isEmpty()) {
            stream.apply(Map.of("image.brightness", 60.0));
        }
        stream.nextFrame(Rig.SOON).close();
        rig.mood(args[2], args[3]);
        System.out.println(((WebcamStream) stream).pid());
        while (true) {
            stream.nextFrame(Rig.SOON).close();
        }
    }
}
