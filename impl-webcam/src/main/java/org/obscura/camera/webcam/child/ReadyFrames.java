package org.obscura.camera.webcam.child;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.bridj.BridJ;
import org.bridj.DynamicFunction;
import org.bridj.Pointer;

import com.github.sarxos.webcam.ds.buildin.natives.OpenIMAJGrabber;

/**
 * Tells whether a frame waits in the driver, by {@code poll(2)} on the grabber's descriptor. Where that cannot be had (another system, a
 * library of another shape) it says that one may be waiting, and the caller counts.
 */
final class ReadyFrames {
    /** The grabber's state begins with {@code char dev_name[256]; int fd;}. */
    private static final int DESCRIPTOR_OFFSET = 256;
    private static final short POLLIN = 1;
    private static final short POLLNVAL = 0x20;
    private static final int EVENTS = 4;
    private static final int RESULTS = 6;
    private static final int WAIT_MILLIS = 1000;

    private final DynamicFunction<Integer> poll;
    /** A {@code struct pollfd}. */
    private final ByteBuffer request = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());

    private ReadyFrames(DynamicFunction<Integer> poll, int descriptor) {
        this.poll = poll;
        request.putInt(0, descriptor);
    }

    static ReadyFrames of(OpenIMAJGrabber grabber, String id) {
        if (CaptureProcessMain.LINUX) {
            try {
                // its first field points to the state
                Pointer<Byte> state = Pointer.getPointer(grabber).getPointer(Byte.class);
                Pointer<?> symbol = BridJ.getNativeLibrary("OpenIMAJGrabber").getSymbolPointer("poll");
                if (symbol != null && id.equals(state.getCString())) {
                    DynamicFunction<Integer> poll = symbol.asDynamicFunction(null, int.class, Pointer.class, long.class, int.class);
                    int descriptor = state.getByteBuffer(DESCRIPTOR_OFFSET + Integer.BYTES).order(ByteOrder.nativeOrder())
                            .getInt(DESCRIPTOR_OFFSET);
                    ReadyFrames ready = new ReadyFrames(poll, descriptor);
                    ready.poll(0);
                    if ((ready.request.getShort(RESULTS) & POLLNVAL) == 0) {
                        return ready;
                    }
                }
            } catch (Exception | LinkageError e) {
                System.err.println("Waiting frames are counted, not seen: " + CaptureProcessMain.describe(e));
            }
        }
        return new ReadyFrames(null, -1);
    }

    /** Returns false only if none waits. */
    boolean mayBeWaiting() {
        return poll == null || poll(0) != 0;
    }

    /** Waits until one is ready or the device reports trouble, for ever if need be. */
    void await() {
        while (poll != null && poll(WAIT_MILLIS) == 0) {
            continue;
        }
    }

    private int poll(int millis) {
        request.putShort(EVENTS, POLLIN);
        request.putShort(RESULTS, (short) 0);
        return poll.apply(Pointer.pointerToBytes(request), 1L, millis);
    }
}
