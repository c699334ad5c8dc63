package org.obscura.camera.core.image;

import java.nio.ByteBuffer;
import java.time.Instant;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/** A frame in memory of its own. */
record HeapFrame(Resolution resolution, PixelFormat format, byte[] bytes, int stride, long sequence, Instant timestamp) implements Frame {

    @Override
    public Resolution getResolution() {
        return resolution;
    }

    @Override
    public PixelFormat getPixelFormat() {
        return format;
    }

    @Override
    public ByteBuffer getData() {
        return ByteBuffer.wrap(bytes);
    }

    @Override
    public int getStride() {
        return stride;
    }

    @Override
    public long getSequence() {
        return sequence;
    }

    @Override
    public Instant getTimestamp() {
        return timestamp;
    }

    @Override
    public void close() {
        // the collector does it
    }
}
