package org.obscura.camera.itest.v4l2.usb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A camera: its descriptors, its controls, and its frames. Each JPEG has a comment with camera, number, time ({@link System#nanoTime()} of
 * this process) and the value of each control. Its faults are {@code stall} (sends nothing), {@code deaf} (answers no request), {@code
 * mute} (refuses all requests about one control), {@code error} (sets the error bit), {@code truncate} (half of each image), {@code nodht}
 * (no Huffman tables), {@code garbage} (no JPEG), {@code padded} (zeros behind the end) and {@code slow} (5 frames a second).
 */
final class UvcCamera {
    private static final int SET_CUR = 0x01;
    private static final int GET_CUR = 0x81;
    private static final int GET_MIN = 0x82;
    private static final int GET_MAX = 0x83;
    private static final int GET_RES = 0x84;
    private static final int GET_LEN = 0x85;
    private static final int GET_INFO = 0x86;
    private static final int GET_DEF = 0x87;
    private static final int READ_AND_WRITE = 3;
    private static final int PROBE_AND_COMMIT_BYTES = 34;
    private static final int STREAMING_INTERFACE = 1;
    private static final long SLOW_NANOS = 200_000_000;

    final String busId;
    final int number;
    private final String product;
    private final String serial;
    private final CameraImages images;
    private final List<UvcControl> controls = UvcControl.usual();
    private final Set<String> faults = ConcurrentHashMap.newKeySet();
    private volatile int format = 1;
    private volatile int frame = 1;
    private volatile int interval = UvcDescriptors.SHORTEST_INTERVAL;
    private long sequence;

    /** @param spec {@code BUSID=PRODUCT=SERIAL} */
    UvcCamera(String spec, int number, CameraImages images) {
        String[] parts = spec.split("=", -1);
        this.busId = parts[0];
        this.product = parts[1];
        this.serial = parts[2];
        this.number = number;
        this.images = images;
    }

    void fault(String fault, boolean on) {
        if (on) {
            faults.add(fault);
        } else {
            faults.remove(fault);
        }
    }

    boolean has(String fault) {
        return faults.contains(fault);
    }

    /** From one frame to the next. */
    long intervalNanos() {
        return has("slow") ? SLOW_NANOS : interval * 100L;
    }

    /** The next frame. */
    byte[] next() throws IOException {
        int[] size = UvcDescriptors.SIZES[frame - 1];
        long now = sequence++;
        if (format == 2) {
            return images.yuyv(size[0], size[1], now);
        }
        String text = "camera=" + busId + " number=" + now + " nanos=" + System.nanoTime() + " "
                + controls.stream().map(c -> c.name + "=" + c.value()).collect(Collectors.joining(" "));
        return images.jpeg(size[0], size[1], (int) (now % CameraImages.KINDS), text, faults);
    }

    /** Answers a request on endpoint 0; null: there is no such thing. */
    byte[] answer(byte[] setup, byte[] data) {
        ByteBuffer s = ByteBuffer.wrap(setup).order(ByteOrder.LITTLE_ENDIAN);
        int type = s.get(0) & 0xff;
        int code = s.get(1) & 0xff;
        int value = s.getShort(2) & 0xffff;
        int index = s.getShort(4) & 0xffff;
        if ((type & 0x60) == 0) {
            return standard(code, value);
        }
        if ((type & 0x1f) != 1) {
            return null;
        }
        if ((index & 0xff) == STREAMING_INTERFACE) {
            return stream(value >> 8, code, data);
        }
        return controls.stream().filter(c -> c.entity == index >> 8 && c.selector == value >> 8).findFirst()
                .map(control -> control(control, code, data)).orElse(null);
    }

    private byte[] standard(int code, int value) {
        return switch (code) {
            case 6 -> descriptor(value >> 8, value & 0xff);
            case 0 -> new byte[2]; // status
            case 1, 3, 5, 9, 11 -> new byte[0]; // features, address, configuration, interface
            case 8 -> new byte[] {1};
            case 10 -> new byte[] {0};
            default -> null;
        };
    }

    private byte[] descriptor(int type, int index) {
        return switch (type) {
            case 1 -> UvcDescriptors.device(!serial.isEmpty());
            case 2 -> UvcDescriptors.configuration();
            case 3 -> index == 0 ? UvcDescriptors.languages()
                    : UvcDescriptors.string(index == 1 ? "Obscura tests" : index == 2 ? product : serial);
            default -> null;
        };
    }

    private byte[] control(UvcControl control, int code, byte[] data) {
        if (has("mute") && control.name.equals("saturation")) {
            return null;
        }
        return switch (code) {
            case SET_CUR -> {
                control.set(signed(data, control.length));
                UsbIpServer.say(busId + " set " + control.name + " " + control.value());
                yield new byte[0];
            }
            case GET_CUR -> little(control.value(), control.length);
            case GET_MIN -> little(control.min, control.length);
            case GET_MAX -> little(control.max, control.length);
            case GET_RES -> little(control.step, control.length);
            case GET_LEN -> little(control.length, 2);
            case GET_INFO -> new byte[] {READ_AND_WRITE};
            case GET_DEF -> little(control.initial, control.length);
            default -> null;
        };
    }

    /** The negotiation of format, size and interval. */
    private byte[] stream(int selector, int code, byte[] data) {
        if (selector != 1 && selector != 2) {
            return null;
        }
        if (code == SET_CUR) {
            ByteBuffer b = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
            format = Math.max(1, Math.min(2, b.get(2)));
            frame = Math.max(1, Math.min(UvcDescriptors.SIZES.length, b.get(3)));
            interval = Math.max(UvcDescriptors.SHORTEST_INTERVAL, Math.min(UvcDescriptors.LONGEST_INTERVAL, b.getInt(4)));
            return new byte[0];
        }
        if (code == GET_LEN) {
            return little(PROBE_AND_COMMIT_BYTES, 2);
        }
        if (code == GET_INFO) {
            return new byte[] {READ_AND_WRITE};
        }
        boolean now = code == GET_CUR;
        int[] size = UvcDescriptors.SIZES[now ? frame - 1 : 0];
        return UvcDescriptors.little(PROBE_AND_COMMIT_BYTES).putShort((short) 1).put((byte) (now ? format : 1))
                .put((byte) (now ? frame : 1))
                .putInt(now ? interval : UvcDescriptors.SHORTEST_INTERVAL).put(new byte[10]).putInt(size[0] * size[1] * 2)
                .putInt(UsbIpDevice.PAYLOAD).putInt(48_000_000).put((byte) 3).put((byte) 1).put((byte) 1).put((byte) 1).array();
    }

    private static byte[] little(int value, int length) {
        return Arrays.copyOf(UvcDescriptors.little(4).putInt(value).array(), length);
    }

    private static int signed(byte[] bytes, int length) {
        int value = UvcDescriptors.little(4).put(Arrays.copyOf(bytes, Math.min(4, length))).getInt(0);
        return length == 2 ? (short) value : value;
    }
}
