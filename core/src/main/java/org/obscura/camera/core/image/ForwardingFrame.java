package org.obscura.camera.core.image;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/** What another frame is, but for who closes it. */
public abstract class ForwardingFrame implements Frame {
    protected final Frame frame;

    protected ForwardingFrame(Frame frame) {
        this.frame = frame;
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
