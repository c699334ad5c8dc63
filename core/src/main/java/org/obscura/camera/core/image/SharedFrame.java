package org.obscura.camera.core.image;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/** A frame that its processing, the opening of its preview and the viewers may use at once; the last of them closes it. */
public final class SharedFrame implements Frame {
    private final Frame frame;
    private int users = 1;

    /** Creates a frame with one user. */
    public SharedFrame(Frame frame) {
        this.frame = frame;
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

    @Override
    public Resolution getResolution() {
        return frame.getResolution();
    }

    @Override
    public PixelFormat getPixelFormat() {
        return frame.getPixelFormat();
    }

    @Override
    public ByteBuffer getData() {
        return frame.getData();
    }

    @Override
    public int getStride() {
        return frame.getStride();
    }

    @Override
    public long getSequence() {
        return frame.getSequence();
    }

    @Override
    public Instant getTimestamp() {
        return frame.getTimestamp();
    }

    @Override
    public Map<String, Object> getControls() {
        return frame.getControls();
    }
}
