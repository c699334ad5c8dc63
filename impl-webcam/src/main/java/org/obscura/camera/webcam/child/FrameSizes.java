package org.obscura.camera.webcam.child;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.StringJoiner;

import org.bridj.BridJ;
import org.bridj.DynamicFunction;
import org.bridj.NativeLibrary;
import org.bridj.Pointer;

/** Asks libv4l2, which the grabber has loaded anyway, for the sizes of a camera; the grabber itself cannot tell them. */
final class FrameSizes {
    /** {@code VIDIOC_ENUM_FRAMESIZES}. */
    private static final long ENUM_FRAMESIZES = 0xC02C564AL;
    /** What the grabber wants: {@code V4L2_PIX_FMT_RGB24}. */
    private static final int RGB24 = 0x33424752;
    private static final int DISCRETE = 1;
    private static final int READ_WRITE = 2;
    /** Of {@code struct v4l2_frmsizeenum}. */
    private static final int BYTES = 44;
    private static final int PIXEL_FORMAT = 4;
    private static final int TYPE = 8;
    private static final int WIDTH = 12;
    private static final int HEIGHT = 16;
    private static final int MOST = 200;

    private FrameSizes() {
    }

    /** The sizes as {@code WxH} with commas between; "" if it cannot be told, or the camera takes any size within limits. */
    static String of(String node) {
        if (!CameraProcess.LINUX) {
            return "";
        }
        try {
            NativeLibrary grabber = BridJ.getNativeLibrary("OpenIMAJGrabber");
            Pointer<?> open = grabber.getSymbolPointer("v4l2_open");
            Pointer<?> ioctl = grabber.getSymbolPointer("v4l2_ioctl");
            Pointer<?> close = grabber.getSymbolPointer("v4l2_close");
            if (open == null || ioctl == null || close == null) {
                return "";
            }
            DynamicFunction<Integer> opening = open.asDynamicFunction(null, int.class, Pointer.class, int.class, int.class);
            int descriptor = opening.apply(Pointer.pointerToCString(node), READ_WRITE, 0);
            if (descriptor < 0) {
                return "";
            }
            try {
                return list(ioctl.asDynamicFunction(null, int.class, int.class, long.class, Pointer.class), descriptor);
            } finally {
                DynamicFunction<Integer> closing = close.asDynamicFunction(null, int.class, int.class);
                closing.apply(descriptor);
            }
        } catch (Exception | LinkageError e) {
            System.err.println("The sizes of " + node + " are not known: " + CameraProcess.describe(e));
            return "";
        }
    }

    private static String list(DynamicFunction<Integer> ioctl, int descriptor) {
        StringJoiner sizes = new StringJoiner(",");
        for (int i = 0; i < MOST; i++) {
            ByteBuffer size = ByteBuffer.allocateDirect(BYTES).order(ByteOrder.nativeOrder());
            size.putInt(0, i).putInt(PIXEL_FORMAT, RGB24);
            if (ioctl.apply(descriptor, ENUM_FRAMESIZES, Pointer.pointerToBytes(size)) != 0) {
                break;
            }
            if (size.getInt(TYPE) != DISCRETE) {
                return "";
            }
            sizes.add(size.getInt(WIDTH) + "x" + size.getInt(HEIGHT));
        }
        return sizes.toString();
    }
}
