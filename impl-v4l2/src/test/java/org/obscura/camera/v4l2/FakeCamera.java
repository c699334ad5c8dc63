package org.obscura.camera.v4l2;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

import org.obscura.camera.support.v4l2.Control;
import org.obscura.camera.support.v4l2.Ioctl;
import org.obscura.camera.support.v4l2.KernelException;

/** Stands in for the kernel with one camera, for refusals that no camera of the virtual machine can be brought to. */
final class FakeCamera implements Kernel {
    static final int MONOTONIC = 0x2000;
    static final int START = 0x1_0000;
    private static final int EVENT = 1000;
    private static final int INACTIVE = 0x10;

    /** What a frame is: its bytes, its time stamp and its flags. */
    record Shot(byte[] bytes, long stamp, int flags) {
    }

    /** The error of each request that is refused; a test changes them while other threads make requests. */
    final Map<Ioctl, Integer> refusals = new ConcurrentHashMap<>();
    /** The error of each control that cannot be set. */
    final Map<Integer, Integer> refusedControls = new HashMap<>();
    /** A control that cannot be read. */
    int unreadableControl = -1;
    final Map<Integer, Long> values = new LinkedHashMap<>();
    final List<String> written = new ArrayList<>();
    final Set<Integer> open = new HashSet<>();
    final Set<Pointer> mapped = new HashSet<>();
    private final Deque<Shot> shots = new ArrayDeque<>();
    /** Frames of which one comes each time that a reader waits and none is ready. */
    final Deque<Shot> shotsWhenAwaited = new ArrayDeque<>();
    /** After how many refusals the camera works again. */
    int refusalsLeft = Integer.MAX_VALUE;
    /** Requests during which this process has no memory. */
    final Set<Ioctl> exhausting = EnumSet.noneOf(Ioctl.class);
    /** The paths of nodes that were opened, one after the other. */
    final List<String> opened = new ArrayList<>();
    /** A node whose driver does not return from opening it; null: there is none. */
    String held;
    /** A request from which the driver does not return; null: there is none. */
    volatile Ioctl heldRequest;
    /** What the driver says of controls, where that is unusual. */
    final Map<Integer, Control> described = new HashMap<>();
    /** A control about which the camera does not answer. */
    int silentControl = -1;
    /** Whether a wait for a frame that does not come ends at once, as if its time had passed. */
    boolean waitsEndAtOnce;
    /** A frame that is always ready; null: there is none. */
    Shot endless;
    int stride = 16;
    String driver = "fake";
    VideoFormat format = VideoFormat.MJPG;
    private final Map<Integer, Memory> buffers = new HashMap<>();
    private final Deque<Integer> queued = new ArrayDeque<>();
    private final Set<Integer> watched = new HashSet<>();
    private final Deque<Integer> changes = new ArrayDeque<>();
    private int next = 100;
    private int sequence;
    private boolean raised;

    static KernelException refusal(String call, int errno) {
        return new KernelException(call, errno, "refused");
    }

    @Override
    public synchronized int open(String path) throws KernelException {
        opened.add(path);
        while (path.equals(held)) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        open.add(++next);
        return next;
    }

    /** Lets the driver return that did not. */
    synchronized void release() {
        held = null;
        heldRequest = null;
        notifyAll();
    }

    /** Returns how often a node was opened. */
    synchronized long openings(String path) {
        return opened.stream().filter(path::equals).count();
    }

    @Override
    public synchronized void close(int descriptor) {
        if (!open.remove(descriptor)) {
            throw new AssertionError("descriptor " + descriptor + " is closed twice");
        }
    }

    @Override
    public synchronized void control(int descriptor, Ioctl request, Pointer m) throws KernelException {
        if (!open.contains(descriptor)) {
            throw refusal(request.name(), 9);
        }
        while (request == heldRequest) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        if (exhausting.contains(request)) {
            throw new OutOfMemoryError(request.name());
        }
        Integer refused = refusals.get(request);
        if (refused != null && refusalsLeft > 0) {
            refusalsLeft--;
            throw refusal(request.name(), refused);
        }
        switch (request) {
            case QUERYCAP -> {
                m.setString(0, driver);
                m.setString(16, "Fake camera");
                m.setInt(84, 0x8000_0000);
                m.setInt(88, 0x0400_0001);
            }
            case ENUM_FMT -> {
                first(request, m);
                m.setInt(44, format.code());
            }
            case ENUM_FRAMESIZES -> {
                first(request, m);
                m.setInt(8, 1);
                m.setInt(12, 8);
                m.setInt(16, 4);
            }
            case ENUM_FRAMEINTERVALS -> {
                first(request, m);
                m.setInt(16, 1);
                m.setInt(20, 1);
                m.setInt(24, 100);
            }
            case G_FMT -> {
                m.setInt(8, 8);
                m.setInt(12, 4);
            }
            case S_FMT -> {
                m.setInt(24, stride);
                m.setInt(28, 4096);
            }
            case REQBUFS -> {
                for (int i = 0; i < m.getInt(0); i++) {
                    buffers.put(i, new Memory(4096));
                }
            }
            case QUERYBUF -> {
                m.setInt(64, m.getInt(0) * 4096);
                m.setInt(72, 4096);
            }
            case QBUF -> queued.add(m.getInt(0));
            case DQBUF -> dequeue(m);
            case QUERY_EXT_CTRL -> query(m);
            case QUERYMENU -> {
                String name = described.get(m.getInt(0)).menu().get((long) m.getInt(4));
                if (name == null) {
                    throw refusal("QUERYMENU", KernelException.EINVAL);
                }
                m.setString(8, name);
            }
            case G_EXT_CTRLS -> {
                Pointer item = m.getPointer(24);
                if (item.getInt(0) == unreadableControl) {
                    throw refusal(request.name(), KernelException.EIO);
                }
                item.setInt(12, values.get(item.getInt(0)).intValue());
            }
            case S_EXT_CTRLS -> {
                Pointer item = m.getPointer(24);
                if (refusedControls.containsKey(item.getInt(0))) {
                    throw refusal(request.name(), refusedControls.get(item.getInt(0)));
                }
                written.add(Integer.toHexString(item.getInt(0)) + "=" + item.getInt(12));
                values.put(item.getInt(0), (long) item.getInt(12));
            }
            case SUBSCRIBE_EVENT -> watched.add(m.getInt(4));
            case DQEVENT -> {
                if (changes.isEmpty()) {
                    throw refusal("DQEVENT", KernelException.ENOENT);
                }
                m.setInt(96, changes.poll());
            }
            default -> {
            }
        }
    }

    /** Another program sets a control. */
    synchronized void setByOther(int control, long value) {
        values.put(control, value);
        if (watched.contains(control)) {
            changes.add(control);
        }
    }

    private static void first(Ioctl request, Pointer m) throws KernelException {
        if (m.getInt(0) > 0) {
            throw refusal(request.name(), KernelException.EINVAL);
        }
    }

    /** Integers of 0 to 100, and modes whose numbers the API knows. */
    private void query(Pointer m) throws KernelException {
        int after = m.getInt(0) & 0x7fff_ffff;
        int id = values.keySet().stream().filter(each -> each > after).sorted().findFirst()
                .orElseThrow(() -> refusal("QUERY_EXT_CTRL", KernelException.EINVAL));
        if (id == silentControl) {
            throw refusal("QUERY_EXT_CTRL", KernelException.EIO);
        }
        m.setInt(0, id);
        Control control = described.get(id);
        if (control != null) {
            m.setInt(4, control.type().ordinal() + 1);
            m.setString(8, control.name());
            m.setLong(40, control.min());
            m.setLong(48, control.max());
            m.setLong(56, control.step());
            m.setInt(72, control.flags());
            return;
        }
        m.setInt(4, id == 0x98090c ? 2 : 1);
        m.setString(8, "Control " + Integer.toHexString(id));
        m.setLong(40, 0);
        m.setLong(48, id == 0x98090c ? 1 : id == 0x98091a ? 9000 : 100);
        m.setLong(56, id == 0x98090d ? 10 : 1);
        m.setInt(72, id == 0x98091a && values.getOrDefault(0x98090c, 0L) == 1 ? INACTIVE : 0);
    }

    private void dequeue(Pointer m) throws KernelException {
        if (shots.isEmpty() && endless == null || queued.isEmpty()) {
            throw refusal("DQBUF", KernelException.EAGAIN);
        }
        Shot shot = shots.isEmpty() ? endless : shots.poll();
        int index = queued.poll();
        buffers.get(index).write(0, shot.bytes(), 0, shot.bytes().length);
        m.setInt(0, index);
        m.setInt(8, shot.bytes().length);
        m.setInt(12, shot.flags());
        m.setLong(24, shot.stamp() / 1_000_000_000);
        m.setLong(32, shot.stamp() % 1_000_000_000 / 1000);
        m.setInt(56, sequence++);
        m.setInt(72, 4096);
    }

    @Override
    public synchronized Pointer map(int descriptor, long offset, long length) {
        Pointer address = buffers.get((int) (offset / 4096)).share(0);
        mapped.add(address);
        return address;
    }

    @Override
    public synchronized void unmap(Pointer address, long length) {
        if (!mapped.remove(address)) {
            throw new AssertionError("unmapped twice");
        }
    }

    @Override
    public synchronized int newEvent() {
        open.add(EVENT + ++next);
        return EVENT + next;
    }

    @Override
    public synchronized void raise(int event) {
        if (!open.contains(event)) {
            throw new AssertionError("the event is closed");
        }
        raised = true;
        notifyAll();
    }

    /** A new frame comes. */
    synchronized void shoot(Shot shot) {
        shots.add(shot);
        notifyAll();
    }

    @Override
    public synchronized boolean poll(int first, int second, int timeoutMillis) throws KernelException {
        long end = System.nanoTime() + (waitsEndAtOnce ? 0 : timeoutMillis * 1_000_000L);
        if (shots.isEmpty() && !shotsWhenAwaited.isEmpty()) {
            shots.add(shotsWhenAwaited.poll());
        }
        while (shots.isEmpty() && !raised) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return true;
    }

    /** What is open and mapped: nothing, once all is closed. */
    synchronized String held() {
        return open.size() + " descriptors, " + mapped.size() + " mappings";
    }

    static byte[] bytes(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
