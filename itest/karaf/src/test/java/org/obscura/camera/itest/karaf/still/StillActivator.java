package org.obscura.camera.itest.karaf.still;

import java.util.Hashtable;
import java.util.Map;

import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A second backend, so that one can take the place of the other. */
public final class StillActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        context.registerService(CameraDevice.class, new StillDevice(), new Hashtable<>(Map.of(CameraDevice.DEVICE_ID, StillDevice.ID,
                CameraDevice.DEVICE_NAME, StillDevice.NAME, CameraBackend.BACKEND, StillDevice.BACKEND)));
    }

    @Override
    public void stop(BundleContext context) {
        // the framework withdraws the device
    }
}
