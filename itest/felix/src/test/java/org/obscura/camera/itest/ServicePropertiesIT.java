package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import org.junit.Before;
import org.junit.Test;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.ImageSink;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageDecoder;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.PixelFormat;
import org.obscura.camera.testing.TestDevice;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/** The properties of services change while they are registered, and count from then on. */
@ExamReactorStrategy(PerClass.class)
public class ServicePropertiesIT extends FelixTestBase {
    private static final ImageFormat MARK = new ImageFormat("mark", List.of("mark"), "image/x-mark");

    @Override
    @Configuration
    public Option[] configuration() {
        return options(Bundles.system(), Bundles.start("org.obscura.camera.testing"), Bundles.start("org.obscura.camera.sinks"));
    }

    @Before
    public void setUp() throws Exception {
        for (String camera : List.of("one", "two")) {
            fixture.device(camera, "frame.rate", 0, "resolutions", "64x48");
            fixture.camera(camera, "directory", folder.toString(), "device.target", "(camera.device.id=simulated:" + camera + ")");
            fixture.awaitDevice(camera, "simulated:" + camera);
        }
    }

    /** Keys and values in turn. */
    private static Dictionary<String, Object> properties(Object... keysAndValues) {
        Dictionary<String, Object> properties = new Hashtable<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }

    private static Dictionary<String, Object> ranking(int ranking) {
        return properties(Constants.SERVICE_RANKING, ranking);
    }

    private CapturedImage capture(String camera, String location) throws Exception {
        return fixture.capture(camera).submit(CaptureOptions.to(location)).getResult().toCompletableFuture().get(Patience.SECONDS,
                TimeUnit.SECONDS);
    }

    @Test
    public void aListenerFollowsItsCamera() throws Exception {
        List<String> saved = new CopyOnWriteArrayList<>();
        CaptureListener listener = new CaptureListener() {
            @Override
            public void onImageSaved(String cameraId, int requestId, String path) {
                saved.add(cameraId);
            }
        };
        ServiceRegistration<CaptureListener> registration = context.registerService(CaptureListener.class, listener,
                properties(CameraEvents.CAMERA_ID, "one"));
        try (ListenerLog all = new ListenerLog(context)) {
            assertEquals(List.of("one"), savedOfBoth(saved, all, 2));
            registration.setProperties(properties(CameraEvents.CAMERA_ID, "two"));
            assertEquals(List.of("two"), savedOfBoth(saved, all, 4));
            registration.setProperties(properties());
            assertEquals(List.of("one", "two"), savedOfBoth(saved, all, 6));
        } finally {
            registration.unregister();
        }
    }

    /** Captures with one camera and then with the other, and returns what the listener received of it. */
    private List<String> savedOfBoth(List<String> saved, ListenerLog all, int count) throws Exception {
        saved.clear();
        capture("one", "a.jpg");
        capture("two", "b.jpg");
        all.await(event -> event.kind().equals(RecordedEvent.SAVED), count);
        // each listener has a queue of its own: that of the last camera, whose event it gets, is the last to come
        String last = context.getServiceReferences(CaptureListener.class, "(" + CameraEvents.CAMERA_ID + "=one)").isEmpty() ? "two" : "one";
        FrameworkFixture.await("the event of camera " + last, () -> saved.contains(last) ? saved : null);
        return List.copyOf(saved);
    }

    /** Makes images of one letter. */
    private record Encoder(String letter) implements ImageEncoder {
        @Override
        public Set<ImageFormat> getFormats() {
            return Set.of(MARK);
        }

        @Override
        public Set<PixelFormat> getPixelFormats() {
            return Set.of(PixelFormat.BGR24, PixelFormat.RGB24, PixelFormat.GRAY8);
        }

        @Override
        public ByteBuffer encode(Frame frame, String format, int quality) {
            return ByteBuffer.wrap(letter.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    public void anEncoderFollowsItsRanking() throws Exception {
        ServiceRegistration<ImageEncoder> a = context.registerService(ImageEncoder.class, new Encoder("a"), ranking(1));
        ServiceRegistration<ImageEncoder> b = context.registerService(ImageEncoder.class, new Encoder("b"), ranking(2));
        try {
            assertEquals("b", Files.readString(capture("one", "1.mark").path()));
            a.setProperties(ranking(3));
            assertEquals("a", Files.readString(capture("one", "2.mark").path()));
            a.setProperties(ranking(2)); // equal: the one registered first
            assertEquals("a", Files.readString(capture("one", "3.mark").path()));
            a.setProperties(properties());
            assertEquals("b", Files.readString(capture("one", "4.mark").path()));
        } finally {
            a.unregister();
            b.unregister();
        }
    }

    /** Notes that it was called, and leaves the image to the next one. */
    private record Decoder(String name, List<String> calls) implements ImageDecoder {
        @Override
        public Set<ImageFormat> getFormats() {
            return Set.of(ImageFormat.JPEG);
        }

        @Override
        public Frame decode(ByteBuffer image, String format, Resolution minimumSize) throws java.io.IOException {
            calls.add(name);
            throw new java.io.IOException("for the test");
        }
    }

    @Test
    public void aDecoderFollowsItsRanking() throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        ServiceRegistration<ImageDecoder> a = context.registerService(ImageDecoder.class, new Decoder("a", calls), ranking(1));
        ServiceRegistration<ImageDecoder> b = context.registerService(ImageDecoder.class, new Decoder("b", calls), ranking(2));
        try {
            openPreview(capture("one", "1.jpg"));
            assertEquals(List.of("b", "a"), calls);
            calls.clear();
            a.setProperties(ranking(3));
            openPreview(capture("one", "2.jpg"));
            assertEquals(List.of("a", "b"), calls);
        } finally {
            a.unregister();
            b.unregister();
        }
    }

    private static void openPreview(CapturedImage image) throws Exception {
        BufferedImage preview = ImageIO.read(image.preview().toURL());
        assertEquals(64, preview.getWidth());
    }

    @Test
    public void aCameraFollowsThePropertiesOfItsDevices() throws Exception {
        TestDevice left = new TestDevice("left");
        TestDevice right = new TestDevice("right");
        fixture.camera("one", "directory", folder.toString(), "device.target", "(shelf=1)");
        Dictionary<String, Object> ofLeft = left.serviceProperties(5);
        Dictionary<String, Object> ofRight = right.serviceProperties(6);
        ofLeft.put("shelf", "1");
        ofRight.put("shelf", "1");
        ServiceRegistration<CameraDevice> a = context.registerService(CameraDevice.class, left, ofLeft);
        ServiceRegistration<CameraDevice> b = context.registerService(CameraDevice.class, right, ofRight);
        try {
            fixture.awaitDevice("one", "test:right");
            ofLeft.put(Constants.SERVICE_RANKING, 7);
            a.setProperties(ofLeft);
            fixture.awaitDevice("one", "test:left");
            assertEquals("test:left", capture("one", "left.jpg").deviceId());
            ofLeft.put("shelf", "2");
            a.setProperties(ofLeft);
            fixture.awaitDevice("one", "test:right");
            assertEquals("test:right", capture("one", "right.jpg").deviceId());
            ofRight.remove("shelf");
            b.setProperties(ofRight);
            fixture.awaitDevice("one", "");
        } finally {
            a.unregister();
            b.unregister();
        }
    }

    @Test
    public void aSinkFollowsItsCameras() throws Exception {
        List<String> delivered = new CopyOnWriteArrayList<>();
        ImageSink sink = delivery -> delivered.add(delivery.cameraId());
        ServiceRegistration<ImageSink> registration = context.registerService(ImageSink.class, sink,
                properties(ImageSink.NAME, "follower", CameraEvents.CAMERA_ID, "one"));
        try {
            capture("one", "a.jpg");
            capture("two", "b.jpg");
            FrameworkFixture.await("the delivery of camera one", () -> delivered.size() == 1 ? delivered : null);
            registration.setProperties(properties(ImageSink.NAME, "follower", CameraEvents.CAMERA_ID, new String[] {"two"}));
            capture("one", "c.jpg");
            capture("two", "d.jpg");
            FrameworkFixture.await("the delivery of camera two", () -> delivered.size() == 2 ? delivered : null);
            assertEquals(List.of("one", "two"), delivered);
        } finally {
            registration.unregister();
        }
    }
}
