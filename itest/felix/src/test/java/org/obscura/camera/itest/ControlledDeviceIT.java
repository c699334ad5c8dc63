package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.awt.image.BufferedImage;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import org.junit.Test;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.testing.TestDevice;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.ServiceRegistration;

/** The test double for applications, in a framework, as its documentation says. */
public class ControlledDeviceIT extends FelixTestBase {

    @Override
    @Configuration
    public Option[] configuration() {
        return options(Bundles.system(), Bundles.start("org.obscura.camera.testing"));
    }

    @Test
    public void aTestControlsTheFramesOfACamera() throws Exception {
        TestDevice device = new TestDevice("bench");
        ServiceRegistration<CameraDevice> registration = context.registerService(CameraDevice.class, device,
                device.serviceProperties(1000));
        try {
            fixture.camera("default", "directory", folder.toString());
            fixture.awaitDevice("default", "test:bench");
            device.manual();
            device.deliver(new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR));
            CameraCapture capture = fixture.capture("default");
            CapturedImage image = capture.submit(CaptureOptions.to("black.png")).getResult().toCompletableFuture().get(120,
                    TimeUnit.SECONDS);
            assertEquals("test:bench", image.deviceId());
            assertEquals(0xff000000, ImageIO.read(image.path().toFile()).getRGB(100, 100));
            assertTrue(image.path().startsWith(folder));
        } finally {
            registration.unregister();
            device.unplug();
        }
    }
}
