package org.obscura.camera.webcam.child;

import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

import org.bridj.Pointer;

import com.github.sarxos.webcam.ds.buildin.natives.OpenIMAJGrabber;

/** A camera of the library's natives. */
final class NativeCamera implements DriverCamera {
    /** What the grabber asks of the driver on Linux: so many frames can wait, filled, from before a request. */
    private static final int BUFFERS = 4;
    private static final int MARKS = 64;
    private static final int ENDLESS = -1;

    private final OpenIMAJGrabber grabber;
    private final String id;
    private final int width;
    private final int height;
    private final ReadyFrames ready;
    private long taken;

    NativeCamera(OpenIMAJGrabber grabber, String id, int width, int height) {
        this.grabber = grabber;
        this.id = id;
        this.width = width;
        this.height = height;
        this.ready = ReadyFrames.of(grabber, id);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public Exposure expose(ByteBuffer target, int others) throws DriverException {
        letOldOnesGo();
        take(); // was being exposed when the request came
        for (int i = 0; i < others; i++) {
            take();
        }
        ByteBuffer rgb = take();
        long now = CaptureProcessMain.micros();
        BgrCopy.fromRgb(rgb, target, width, height);
        return new Exposure(taken - 1, now);
    }

    /**
     * Takes what was waiting when the request came. A frame that comes out after as many as there are buffers was filled since then, so
     * that is enough even when the machine is too slow to ever find none waiting.
     */
    private void letOldOnesGo() throws DriverException {
        for (int i = 0; i < BUFFERS && CaptureProcessMain.LINUX && ready.mayBeWaiting(); i++) {
            take();
        }
    }

    /**
     * Takes the next frame. The natives report success also when the device was disconnected, and leave the last image where it was; so
     * the place is marked before, and only an image that overwrote the marks counts.
     */
    private ByteBuffer take() throws DriverException {
        int[] places = new int[MARKS];
        byte[] marks = new byte[MARKS];
        ByteBuffer before = image();
        if (before != null) {
            mark(before, places, marks);
        }
        int result = ENDLESS;
        while (result == ENDLESS) {
            ready.await();
            result = grabber.nextFrame();
        }
        ByteBuffer after = image();
        if (result < 0 || after == null || before != null && isMarked(after, places, marks)) {
            throw new DriverException(DriverException.Kind.GONE, id + " delivers no more frames");
        }
        taken++;
        return after;
    }

    private static void mark(ByteBuffer image, int[] places, byte[] marks) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        random.nextBytes(marks);
        for (int i = 0; i < MARKS; i++) {
            // one in each part of the image, so that no two are in the same place
            int part = image.capacity() / MARKS;
            places[i] = i * part + random.nextInt(part);
            image.put(places[i], marks[i]);
        }
    }

    private static boolean isMarked(ByteBuffer image, int[] places, byte[] marks) {
        for (int i = 0; i < MARKS; i++) {
            if (image.get(places[i]) != marks[i]) {
                return false;
            }
        }
        return true;
    }

    private ByteBuffer image() {
        Pointer<Byte> image = grabber.getImage();
        return image == null ? null : image.getByteBuffer((long) width * height * 3);
    }
}
