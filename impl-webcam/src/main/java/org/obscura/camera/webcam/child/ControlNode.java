package org.obscura.camera.webcam.child;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.bridj.BridJ;
import org.bridj.CLong;
import org.bridj.DynamicFunction;
import org.bridj.NativeLibrary;
import org.bridj.Pointer;

/**
 * The node of a camera, open a second time for its controls: requests about them do not wait for frames. The controls of V4L2 belong to the
 * device, so what the bundle changed is restored when this process ends, which it also does when the JVM of the bundle is killed.
 */
final class ControlNode {
    private static final int READ_WRITE_NONBLOCK = 02 | 04000;
    private static final int POINTER_BYTES = 8;
    private static final int EINTR = 4;
    private static final int ENODEV = 19;
    /** {@code VIDIOC_G_EXT_CTRLS} and {@code VIDIOC_S_EXT_CTRLS}; the item is {@code struct v4l2_ext_control}. */
    private static final long GET = 0xC0205647L;
    private static final long SET = 0xC0205648L;
    private static final int ITEM = 1;
    private static final int ITEM_VALUE = 12;
    private static final int TEXT = 2;

    private final String path;
    private final boolean restores;
    private final DynamicFunction<Integer> ioctl;
    private final DynamicFunction<Integer> close;
    private final DynamicFunction<Pointer<Integer>> errno;
    private final int descriptor;
    /** What the bundle wants restored; and what it has changed since it said that, the last change first. */
    private List<ControlCall> atEnd = List.of();
    private final List<ControlCall> changes = new ArrayList<>();
    /** The values that were read or written last, by the number of the control. */
    private final Map<Integer, byte[]> seen = new HashMap<>();
    private boolean restored;

    private ControlNode(String path, boolean restores, NativeLibrary library, Pointer<?> open, Pointer<?> ioctl, Pointer<?> close)
            throws DriverException {
        this.path = path;
        this.restores = restores;
        this.ioctl = ioctl.asDynamicFunction(null, int.class, int.class, CLong.class, Pointer.class);
        this.close = close.asDynamicFunction(null, int.class, int.class);
        this.errno = library.getSymbolPointer("__errno_location").asDynamicFunction(null, Pointer.class);
        DynamicFunction<Integer> opening = open.asDynamicFunction(null, int.class, Pointer.class, int.class, int.class);
        this.descriptor = opening.apply(Pointer.pointerToCString(path), READ_WRITE_NONBLOCK, 0);
        if (descriptor < 0) {
            throw new DriverException(DriverException.Kind.FAILED, path + " cannot be opened for its controls: error " + error());
        }
    }

    /** Opens the node of a camera, whose controls are restored at the end or not. */
    static ControlNode open(String path, boolean restores) throws DriverException {
        NativeLibrary library;
        try {
            library = BridJ.getNativeLibrary("OpenIMAJGrabber");
        } catch (Exception | LinkageError e) {
            throw none(CaptureProcessMain.describe(e));
        }
        Pointer<?> open = library.getSymbolPointer("v4l2_open");
        Pointer<?> ioctl = library.getSymbolPointer("v4l2_ioctl");
        Pointer<?> close = library.getSymbolPointer("v4l2_close");
        if (open == null || ioctl == null || close == null || library.getSymbolPointer("__errno_location") == null) {
            throw none("libv4l2 has no v4l2_open, v4l2_ioctl or v4l2_close");
        }
        if (Pointer.SIZE != POINTER_BYTES) {
            throw none("this Java has 32 bits");
        }
        return new ControlNode(path, restores, library, open, ioctl, close);
    }

    private static DriverException none(String why) {
        return new DriverException(DriverException.Kind.LIBRARY, "Controls cannot be read: " + why);
    }

    /** Passes a request, writes the answer into its blocks, and returns the number of the error; 0 for none. */
    synchronized int pass(ControlCall call) {
        if (restored) {
            return ENODEV; // came in the same moment as the end of the pipe
        }
        if (restores && call.code() == SET) {
            noteChange(call);
        }
        int error = execute(call);
        if (error == 0 && (call.code() == SET || call.code() == GET)) {
            seen.put(id(call), value(call));
        }
        return error;
    }

    private void noteChange(ControlCall call) {
        boolean noted = atEnd.stream().anyMatch(each -> id(each) == id(call)) || changes.stream().anyMatch(each -> id(each) == id(call));
        ControlCall before = call.with(GET);
        if (!noted && execute(before) == 0) {
            changes.add(0, before.with(SET));
        }
    }

    private int execute(ControlCall call) {
        List<ByteBuffer> memory = new ArrayList<>();
        for (byte[] block : call.blocks()) {
            memory.add(ByteBuffer.allocateDirect(block.length).order(ByteOrder.nativeOrder()).put(0, block));
        }
        for (int i = 1; i < memory.size(); i++) {
            memory.get(i - 1).putLong(call.link(i - 1), Pointer.pointerToBytes(memory.get(i)).getPeer());
        }
        int error = EINTR;
        while (error == EINTR) {
            error = ioctl.apply(descriptor, CLong.valueOf(call.code()), Pointer.pointerToBytes(memory.get(0))) == 0 ? 0
                    : Math.max(1, error());
        }
        for (int i = 0; i < memory.size(); i++) {
            memory.get(i).get(0, call.blocks().get(i));
        }
        return error;
    }

    private int error() {
        return errno.apply().as(Integer.class).getInt();
    }

    /** Takes what has to be written when the process ends. */
    synchronized void atEnd(List<ControlCall> calls) {
        atEnd = List.copyOf(calls);
        changes.clear();
    }

    /** Restores the controls, except those that another program has changed since. */
    synchronized void restore() {
        restored = true;
        List<ControlCall> all = new ArrayList<>(changes);
        all.addAll(atEnd);
        for (ControlCall call : all) {
            ControlCall now = call.with(GET);
            byte[] expected = seen.get(id(call));
            boolean ours = execute(now) != 0 || expected == null || Arrays.equals(expected, value(now));
            int error = ours ? execute(call) : 0;
            if (error != 0) {
                System.err.println("A control of " + path + " is not as it was found: error " + error);
            }
        }
    }

    private static int id(ControlCall call) {
        return ByteBuffer.wrap(call.blocks().get(ITEM)).order(ByteOrder.nativeOrder()).getInt(0);
    }

    private static byte[] value(ControlCall call) {
        return call.blocks().size() > TEXT ? call.blocks().get(TEXT).clone()
                : Arrays.copyOfRange(call.blocks().get(ITEM), ITEM_VALUE, call.blocks().get(ITEM).length);
    }

    synchronized void close() {
        close.apply(descriptor);
    }
}
