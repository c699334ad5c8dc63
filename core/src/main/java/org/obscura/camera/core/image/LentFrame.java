package org.obscura.camera.core.image;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/** A frame for an encoder, which stays open if the encoder closes it: others read it at the same time and after it. */
record LentFrame(Frame frame) implements Frame {
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

    @Override
    public void close() {
        // its owner closes it
    }
}
