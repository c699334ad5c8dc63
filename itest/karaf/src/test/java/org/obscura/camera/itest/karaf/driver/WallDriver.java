package org.obscura.camera.itest.karaf.driver;

import java.util.List;

import com.github.sarxos.webcam.WebcamDevice;
import com.github.sarxos.webcam.WebcamDriver;

/** A driver of webcam-capture with one camera, so that the backend for real cameras works on a machine without one. */
public final class WallDriver implements WebcamDriver {

    @Override
    public List<WebcamDevice> getDevices() {
        return List.of(new WallCamera());
    }

    @Override
    public boolean isThreadSafe() {
        return false;
    }
}
