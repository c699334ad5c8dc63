package org.obscura.camera.webcam.child;

import java.util.ArrayList;
import java.util.List;

import org.bridj.Pointer;

import com.github.sarxos.webcam.ds.buildin.natives.Device;
import com.github.sarxos.webcam.ds.buildin.natives.OpenIMAJGrabber;

/**
 * The library's own natives, driven without its {@code Webcam}, its device class and their threads: only the grabber tells whether a frame
 * came, and nothing has to be drained while no frame is requested.
 */
final class NativeDriver implements CameraDriver {
    /** Requested when the size is left to the camera; it answers with the nearest that it has. */
    private static final int CHOSEN_WIDTH = 1280;
    private static final int CHOSEN_HEIGHT = 720;
    private static final double RATE = 30;
    private static final int SELECT_SECONDS = 1;

    /** Loads the natives. */
    NativeDriver() throws DriverException {
        System.setProperty("bridj.quiet", "true");
        try {
            new OpenIMAJGrabber().getVideoDevices();
        } catch (RuntimeException | LinkageError e) {
            throw new DriverException(DriverException.Kind.LIBRARY, CaptureProcessMain.describe(e));
        }
    }

    @Override
    public List<Found> list() {
        List<Found> found = new ArrayList<>();
        for (Device device : devices()) {
            VideoNode node = VideoNode.of(device.getIdentifierStr());
            if (node.givesImages()) {
                found.add(new Found(device.getIdentifierStr(), device.getNameStr(), node.sizes()));
            }
        }
        return found;
    }

    @Override
    public DriverCamera open(String id, int width, int height) throws DriverException {
        for (Device device : devices()) {
            if (device.getIdentifierStr().equals(id)) {
                return open(device, width, height);
            }
        }
        throw new DriverException(DriverException.Kind.GONE, id + " is not there");
    }

    private DriverCamera open(Device device, int width, int height) throws DriverException {
        OpenIMAJGrabber grabber = new OpenIMAJGrabber();
        boolean chosen = width == 0;
        if (!grabber.startSession(chosen ? CHOSEN_WIDTH : width, chosen ? CHOSEN_HEIGHT : height, RATE, Pointer.getPointer(device))) {
            throw new DriverException(DriverException.Kind.START, device.getIdentifierStr() + " did not start");
        }
        // the natives take seconds on Linux and milliseconds elsewhere
        grabber.setTimeout(CaptureProcessMain.LINUX ? SELECT_SECONDS : SELECT_SECONDS * 1000);
        int w = grabber.getWidth();
        int h = grabber.getHeight();
        if (!chosen && (w != width || h != height)) {
            throw new DriverException(DriverException.Kind.SIZE, w + "x" + h);
        }
        return new NativeCamera(grabber, device.getIdentifierStr(), w, h);
    }

    private static List<Device> devices() {
        return new OpenIMAJGrabber().getVideoDevices().get().asArrayList();
    }
}
