package org.obscura.camera.webcam;

import java.nio.file.Path;
import java.time.Duration;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraStream;

/** A JVM with an open camera that hangs, to be killed: prints the number of the camera's process when a frame is awaited. */
final class KilledParent {
    private KilledParent() {
    }

    /** @param args the folder of the rig, the stand-in for libv4l2 or "" for the fake driver, the camera, its mood when it hangs */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Rig rig = args[1].isEmpty() ? Rig.ofFakeDriver(folder) : Rig.ofNatives(folder, Path.of(args[1]));
        rig.plug(args[2], "");
        rig.start();
        CameraStream stream = rig.awaitCamera("webcam:" + args[2]).open(new Resolution(640, 480));
        stream.nextFrame(Rig.SOON).close();
        rig.mood(args[2], args[3]);
        System.out.println(((WebcamStream) stream).pid());
        stream.nextFrame(Duration.ofMinutes(1));
    }
}
