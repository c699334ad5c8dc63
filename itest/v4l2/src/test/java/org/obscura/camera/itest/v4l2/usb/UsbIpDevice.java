package org.obscura.camera.itest.v4l2.usb;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** A camera that is plugged in: the packets of USB/IP between it and the kernel, over one connection. */
final class UsbIpDevice {
    static final int PAYLOAD = 32 * 512;
    private static final int SUBMIT = 1;
    private static final int UNLINK = 2;
    private static final int SUBMITTED = 3;
    private static final int UNLINKED = 4;
    private static final int EPIPE = -32;
    private static final int ECONNRESET = -104;
    private static final int HEADER_BYTES = 2;
    private static final long PAUSE_MILLIS = 5;

    private record Request(int sequence, int length) {
    }

    private final UvcCamera camera;
    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    /**
     * Requests for frames that wait. Guards all below, from taking one to its answer: the kernel drops a device that answers what it has
     * unlinked.
     */
    private final Queue<Request> waiting = new ArrayDeque<>();
    private final Set<Integer> unanswered = new HashSet<>();
    /**
     * Unlinkings by the request that they overtook: the kernel may send one before the request itself. Answered before that request has
     * come, it would be lost, and the kernel would wait for ever; so it is answered when it comes.
     */
    private final Map<Integer, Integer> overtaken = new HashMap<>();
    private int lastSubmitted;
    private boolean streaming;

    UsbIpDevice(UvcCamera camera, Socket socket, DataInputStream in, DataOutputStream out) {
        this.camera = camera;
        this.socket = socket;
        this.in = in;
        this.out = out;
    }

    /** Serves until the connection ends. */
    void serve() throws IOException {
        UsbIpServer.daemon("frames " + camera.busId, this::frames);
        while (true) {
            int command = in.readInt();
            int sequence = in.readInt();
            in.readInt();
            boolean toHost = in.readInt() == 1;
            int endpoint = in.readInt();
            int other = in.readInt();
            int length = in.readInt();
            in.skipNBytes(12);
            byte[] setup = in.readNBytes(8);
            if (command == UNLINK) {
                unlink(sequence, other);
            } else if (command == SUBMIT) {
                submit(sequence, endpoint, toHost, length, setup);
            } else {
                throw new IOException("command " + command);
            }
        }
    }

    private void unlink(int sequence, int victim) throws IOException {
        synchronized (waiting) {
            boolean found = unanswered.remove(victim) || waiting.removeIf(request -> request.sequence() == victim);
            streaming &= !waiting.isEmpty();
            if (found || victim <= lastSubmitted) {
                reply(UNLINKED, sequence, found ? ECONNRESET : 0, new byte[0], 0);
            } else {
                overtaken.put(victim, sequence);
            }
        }
    }

    private void submit(int sequence, int endpoint, boolean toHost, int length, byte[] setup) throws IOException {
        byte[] data = toHost ? new byte[0] : in.readNBytes(length);
        synchronized (waiting) {
            lastSubmitted = sequence;
            Integer unlinking = overtaken.remove(sequence);
            if (unlinking != null) {
                reply(UNLINKED, unlinking, ECONNRESET, new byte[0], 0);
                return;
            }
            if (endpoint != 0) {
                waiting.add(new Request(sequence, length));
                streaming = true;
                waiting.notifyAll();
            } else if (camera.has("deaf")) {
                unanswered.add(sequence);
            } else {
                byte[] answer = camera.answer(setup, data);
                if (answer == null) {
                    reply(SUBMITTED, sequence, EPIPE, new byte[0], 0);
                } else if (toHost) {
                    byte[] part = Arrays.copyOf(answer, Math.min(answer.length, length));
                    reply(SUBMITTED, sequence, 0, part, part.length);
                } else {
                    reply(SUBMITTED, sequence, 0, new byte[0], length);
                }
            }
        }
    }

    private void reply(int command, int sequence, int status, byte[] data, int length) throws IOException {
        for (int value : new int[] {command, sequence, 0, 0, 0, status, length, 0, 0, 0, 0, 0}) {
            out.writeInt(value);
        }
        out.write(data);
        out.flush();
    }

    private void frames() throws IOException, InterruptedException {
        long due = System.nanoTime();
        int parity = 0;
        while (!socket.isClosed()) {
            synchronized (waiting) {
                if (!streaming || camera.has("stall")) {
                    waiting.wait(PAUSE_MILLIS);
                    due = System.nanoTime();
                    continue;
                }
            }
            due += camera.intervalNanos();
            long wait = due - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
            } else {
                due = System.nanoTime();
            }
            parity ^= 1;
            send(camera.next(), parity);
        }
    }

    /** One payload a request: a header of two bytes, and as much of the frame as goes in. */
    private void send(byte[] frame, int parity) throws IOException, InterruptedException {
        for (int at = 0; at < frame.length;) {
            synchronized (waiting) {
                for (int i = 0; i < 100 && streaming && waiting.isEmpty(); i++) {
                    waiting.wait(10);
                }
                Request request = waiting.poll();
                if (request == null) {
                    return;
                }
                int part = Math.min(frame.length - at, Math.min(request.length(), PAYLOAD) - HEADER_BYTES);
                boolean last = at + part == frame.length;
                byte[] payload = new byte[HEADER_BYTES + part];
                payload[0] = HEADER_BYTES;
                payload[1] = (byte) (0x80 | parity | (last ? 2 : 0) | (camera.has("error") ? 0x40 : 0));
                System.arraycopy(frame, at, payload, HEADER_BYTES, part);
                reply(SUBMITTED, request.sequence(), 0, payload, payload.length);
                at += part;
            }
        }
    }
}
