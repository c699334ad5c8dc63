package org.obscura.camera.ip;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/**
 * A frame with the controls of the camera.
 *
 * @param frame the frame
 * @param controls the values by key
 */
record ControlledFrame(Frame frame, Map<String, Object> controls) implements Frame {

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
        return controls;
    }

    @Override
    public void close() {
        frame.close();
    }
}
