package org.obscura.camera.example;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.*;
import java.time.*;
import java.util.List;

import javax.imageio.ImageIO;

import org.obscura.camera.*;
import org.obscura.camera.spi.*;
import org.obscura.camera.spi.CameraException.Reason;
import org.osgi.service.component.annotations.*;

/** A camera that answers a URL with a JPEG image, as most IP cameras do: one for each configuration org.obscura.camera.example~NAME. */
@Component(configurationPid = "org.obscura.camera.example", configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {CameraBackend.BACKEND + "=example", "service.ranking:Integer=50"})
public class SnapshotCamera implements CameraDevice {
    public @interface Config {
        String camera_device_id();      // becomes a service property, as the API asks for
        String camera_device_name() default "Snapshot camera";
        String url();
    }

    private final DeviceInfo info;
    private final URL url;

    @Activate
    public SnapshotCamera(Config config) throws MalformedURLException {
        info = new DeviceInfo(config.camera_device_id(), config.camera_device_name(), "example",
                DeviceInfo.Position.UNSPECIFIED, 0, "", "");
        url = new URL(config.url());
    }

    @Override public DeviceInfo getInfo() { return info; }

    @Override public List<Resolution> getResolutions() { return List.of(); }   // only the image tells

    @Override public CameraStream open(Resolution wanted) throws CameraException {
        Frame first = snapshot(Duration.ofSeconds(5), 0);
        if (wanted != null && !wanted.equals(first.getResolution())) {
            throw new CameraException(Reason.NOT_SUPPORTED, url + " gives images of " + first.getResolution() + ", not " + wanted);
        }
        return new CameraStream() {
            private long sequence;
            private volatile boolean closed;
            @Override public Resolution getResolution() { return first.getResolution(); }
            @Override public void close() { closed = true; }
            @Override public Frame nextFrame(Duration timeout) throws CameraException {
                if (closed) {
                    throw new CameraException(Reason.DISCONNECTED, info.displayName() + " was closed");
                }
                return snapshot(timeout, ++sequence);
            }
        };
    }

    private Frame snapshot(Duration timeout, long sequence) throws CameraException {
        try {
            URLConnection connection = url.openConnection();
            connection.setConnectTimeout((int) timeout.toMillis());
            connection.setReadTimeout((int) timeout.toMillis());
            byte[] jpeg = connection.getInputStream().readAllBytes();
            var image = ImageIO.read(new ByteArrayInputStream(jpeg));
            return new MemoryFrame(new Resolution(image.getWidth(), image.getHeight()), PixelFormat.JPEG, jpeg, sequence, Instant.now());
        } catch (SocketTimeoutException e) {
            throw new CameraException(Reason.TIMEOUT, url + " gave no image within " + timeout.toMillis() + " ms", e);
        } catch (IOException | RuntimeException e) {
            throw new CameraException(Reason.FAILED, url + " gave no image: " + e.getMessage(), e);
        }
    }
}
