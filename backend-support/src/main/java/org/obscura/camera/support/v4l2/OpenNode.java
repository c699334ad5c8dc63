package org.obscura.camera.support.v4l2;

import java.nio.ByteBuffer;

/** An open node, such as {@code /dev/video0}, to whose driver requests can be passed. For one thread. */
public interface OpenNode {

    /**
     * Passes a request.
     *
     * @param request the request
     * @param blocks the structure, in native byte order, with what the driver answers on return; a further block is one whose address the
     *            driver expects in the block before it, at {@link Ioctl#link(int)}
     * @throws KernelException if the driver refuses
     */
    void pass(Ioctl request, ByteBuffer... blocks) throws KernelException;
}
