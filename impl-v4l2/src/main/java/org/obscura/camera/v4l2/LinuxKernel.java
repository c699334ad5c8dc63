package org.obscura.camera.v4l2;

import java.util.Map;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

import org.obscura.camera.support.v4l2.Ioctl;
import org.obscura.camera.support.v4l2.KernelException;

/**
 * The kernel of this machine, through the C library. Functions are called by name, since JNA would keep a class with native methods, and
 * with it the bundle, in memory; a call costs a few microseconds, and a frame needs four.
 */
final class LinuxKernel implements Kernel {
    private static final int READ_WRITE_NONBLOCK_CLOEXEC = 02 | 04000 | 02000000;
    private static final int EVENT_CLOEXEC = 02000000;
    private static final int PROT_READ = 1;
    private static final int MAP_SHARED = 1;
    private static final short POLLIN = 1;
    private static final int POLL_ENTRY = 8;
    private static final long FAILED_MAP = -1;

    private final Function open;
    private final Function close;
    private final Function ioctl;
    private final Function mmap;
    private final Function munmap;
    private final Function eventfd;
    private final Function write;
    private final Function poll;
    private final Function strerror;

    /**
     * Binds the functions.
     *
     * @throws LinkageError if JNA or a function cannot be loaded
     */
    LinuxKernel() {
        // the symbols of the process, so that a library that is loaded before all others can stand in for the kernel
        NativeLibrary process = NativeLibrary.getProcess(Map.of());
        open = process.getFunction("open");
        close = process.getFunction("close");
        ioctl = process.getFunction("ioctl");
        mmap = process.getFunction("mmap");
        munmap = process.getFunction("munmap");
        eventfd = process.getFunction("eventfd");
        write = process.getFunction("write");
        poll = process.getFunction("poll");
        strerror = process.getFunction("strerror");
    }

    @Override
    public int open(String path) throws KernelException {
        return call("open " + path, open, path, READ_WRITE_NONBLOCK_CLOEXEC);
    }

    @Override
    public void close(int descriptor) {
        close.invokeInt(new Object[] {descriptor});
    }

    @Override
    public void control(int descriptor, Ioctl request, Pointer structure) throws KernelException {
        call(request.name(), ioctl, descriptor, new NativeLong(request.code(), true), structure);
    }

    @Override
    public Pointer map(int descriptor, long offset, long length) throws KernelException {
        Pointer address = mmap.invokePointer(
                new Object[] {null, new NativeLong(length), PROT_READ, MAP_SHARED, descriptor, new NativeLong(offset)});
        if (Pointer.nativeValue(address) == FAILED_MAP) {
            throw failure("mmap");
        }
        return address;
    }

    @Override
    public void unmap(Pointer address, long length) {
        munmap.invokeInt(new Object[] {address, new NativeLong(length)});
    }

    @Override
    public int newEvent() throws KernelException {
        return call("eventfd", eventfd, 0, EVENT_CLOEXEC);
    }

    @Override
    public void raise(int event) {
        byte[] one = new byte[Long.BYTES];
        one[0] = 1; // little-endian; of a big-endian machine it is another number, which is as good
        write.invokePointer(new Object[] {event, one, new NativeLong(one.length)});
    }

    @Override
    public boolean poll(int first, int second, int timeoutMillis) throws KernelException {
        try (Memory entries = new Memory(2 * POLL_ENTRY)) {
            entries.clear();
            entries.setInt(0, first);
            entries.setShort(4, POLLIN);
            entries.setInt(POLL_ENTRY, second);
            entries.setShort(POLL_ENTRY + 4, POLLIN);
            long end = System.nanoTime() + timeoutMillis * 1_000_000L;
            while (true) {
                int left = (int) Math.max(0, (end - System.nanoTime() + 999_999) / 1_000_000);
                int ready = poll.invokeInt(new Object[] {entries, new NativeLong(2), left});
                if (ready >= 0) {
                    return ready > 0;
                }
                if (Native.getLastError() != KernelException.EINTR) {
                    throw failure("poll");
                }
            }
        }
    }

    private int call(String name, Function function, Object... arguments) throws KernelException {
        while (true) {
            int result = function.invokeInt(arguments);
            if (result != -1) {
                return result;
            }
            if (Native.getLastError() != KernelException.EINTR) {
                throw failure(name);
            }
        }
    }

    private KernelException failure(String name) {
        int errno = Native.getLastError();
        return new KernelException(name, errno, strerror.invokeString(new Object[] {errno}, false));
    }
}
