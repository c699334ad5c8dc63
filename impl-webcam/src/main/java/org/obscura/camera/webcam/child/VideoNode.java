package org.obscura.camera.webcam.child;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.StringJoiner;

import org.bridj.BridJ;
import org.bridj.CLong;
import org.bridj.DynamicFunction;
import org.bridj.NativeLibrary;
import org.bridj.Pointer;

/**
 * What the grabber does not tell of a camera, asked of libv4l2, which the grabber has loaded anyway.
 *
 * @param givesImages whether images come from this node; the grabber asks that of the driver as a whole, of which other nodes may give
 *            data about the images or take them for a display
 * @param sizes as {@code WxH} with commas between; "" if it is unknown, or the camera takes any size within limits
 */
record VideoNode(boolean givesImages, String sizes) {
    private static final VideoNode UNKNOWN = new VideoNode(true, "");
    private static final int READ_WRITE = 2;
    private static final int MOST = 200;

    /** {@code VIDIOC_QUERYCAP}, and {@code struct v4l2_capability}. */
    private static final class Capability {
        static final long QUERY = 0x80685600L;
        static final int BYTES = 104;
        static final int OF_DRIVER = 84;
        static final int OF_NODE = 88;
        static final int NODE_IS_TOLD = 0x80000000;
        static final int VIDEO_CAPTURE = 1;
    }

    /** {@code VIDIOC_ENUM_FRAMESIZES}, and {@code struct v4l2_frmsizeenum}. */
    private static final class FrameSize {
        static final long ENUM = 0xC02C564AL;
        static final int BYTES = 44;
        static final int PIXEL_FORMAT = 4;
        /** What the grabber wants: {@code V4L2_PIX_FMT_RGB24}. */
        static final int RGB24 = 0x33424752;
        static final int TYPE = 8;
        static final int DISCRETE = 1;
        static final int WIDTH = 12;
        static final int HEIGHT = 16;
    }

    static VideoNode of(String node) {
        if (!CaptureProcessMain.LINUX) {
            return UNKNOWN;
        }
        try {
            NativeLibrary grabber = BridJ.getNativeLibrary("OpenIMAJGrabber");
            Pointer<?> open = grabber.getSymbolPointer("v4l2_open");
            Pointer<?> ioctl = grabber.getSymbolPointer("v4l2_ioctl");
            Pointer<?> close = grabber.getSymbolPointer("v4l2_close");
            if (open == null || ioctl == null || close == null) {
                return UNKNOWN;
            }
            DynamicFunction<Integer> opening = open.asDynamicFunction(null, int.class, Pointer.class, int.class, int.class);
            int descriptor = opening.apply(Pointer.pointerToCString(node), READ_WRITE, 0);
            if (descriptor < 0) {
                return UNKNOWN;
            }
            try {
                DynamicFunction<Integer> asking = ioctl.asDynamicFunction(null, int.class, int.class, CLong.class, Pointer.class);
                return new VideoNode(givesImages(asking, descriptor), sizes(asking, descriptor));
            } finally {
                DynamicFunction<Integer> closing = close.asDynamicFunction(null, int.class, int.class);
                closing.apply(descriptor);
            }
        } catch (Exception | LinkageError e) {
            System.err.println("What " + node + " can is not known: " + CaptureProcessMain.describe(e));
            return UNKNOWN;
        }
    }

    private static boolean ask(DynamicFunction<Integer> ioctl, int descriptor, long request, ByteBuffer struct) {
        return ioctl.apply(descriptor, CLong.valueOf(request), Pointer.pointerToBytes(struct)) == 0;
    }

    private static ByteBuffer struct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    private static boolean givesImages(DynamicFunction<Integer> ioctl, int descriptor) {
        ByteBuffer capability = struct(Capability.BYTES);
        if (!ask(ioctl, descriptor, Capability.QUERY, capability)) {
            return true;
        }
        int ofDriver = capability.getInt(Capability.OF_DRIVER);
        int can = (ofDriver & Capability.NODE_IS_TOLD) == 0 ? ofDriver : capability.getInt(Capability.OF_NODE);
        return (can & Capability.VIDEO_CAPTURE) != 0;
    }

    private static String sizes(DynamicFunction<Integer> ioctl, int descriptor) {
        StringJoiner sizes = new StringJoiner(",");
        for (int i = 0; i < MOST; i++) {
            ByteBuffer size = struct(FrameSize.BYTES);
            size.putInt(0, i).putInt(FrameSize.PIXEL_FORMAT, FrameSize.RGB24);
            if (!ask(ioctl, descriptor, FrameSize.ENUM, size)) {
                break;
            }
            if (size.getInt(FrameSize.TYPE) != FrameSize.DISCRETE) {
                return "";
            }
            sizes.add(size.getInt(FrameSize.WIDTH) + "x" + size.getInt(FrameSize.HEIGHT));
        }
        return sizes.toString();
    }
}
