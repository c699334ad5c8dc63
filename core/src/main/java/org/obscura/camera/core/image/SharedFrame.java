package org.obscura.camera.core.image;

import org.obscura.camera.spi.Frame;

/** A frame that its processing, the opening of its preview and the viewers may use at once; the last of them closes it. */
public final class SharedFrame extends ForwardingFrame {
    private int users = 1;

    /** Creates a frame with one user. */
    public SharedFrame(Frame frame) {
        super(frame);
    }

    /** Adds a user, who closes the frame too. Returns false if the frame is closed. */
    public synchronized boolean acquire() {
        if (users == 0) {
            return false;
        }
        users++;
        return true;
    }

    /** Removes a user; called once by each. */
    @Override
    public void close() {
        synchronized (this) {
            users--;
            if (users != 0) {
                return;
            }
        }
        frame.close();
    }
}
