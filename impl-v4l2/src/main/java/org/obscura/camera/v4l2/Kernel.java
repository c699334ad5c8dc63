package org.obscura.camera.v4l2;

import com.sun.jna.Pointer;

import org.obscura.camera.support.v4l2.Ioctl;
import org.obscura.camera.support.v4l2.KernelException;

/** The calls into the kernel that cameras need. May be used by several threads. */
interface Kernel {

    /** Opens a node for reading and writing, without waiting and not for child processes. */
    int open(String path) throws KernelException;

    void close(int descriptor);

    /** Passes a request to a driver; a call that a signal interrupts is repeated. */
    void control(int descriptor, Ioctl request, Pointer structure) throws KernelException;

    /** Maps memory of a device for reading. */
    Pointer map(int descriptor, long offset, long length) throws KernelException;

    void unmap(Pointer address, long length);

    /** Makes a descriptor that another thread can make readable. */
    int newEvent() throws KernelException;

    /** Makes such a descriptor readable, for good. */
    void raise(int event);

    /** Waits until one of two descriptors is readable or in error, and returns whether one is. */
    boolean poll(int first, int second, int timeoutMillis) throws KernelException;
}
