package org.obscura.camera.turbojpeg;

import java.nio.ByteBuffer;
import java.time.Instant;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/** A picture that was unpacked, in memory of its own. */
record Unpacked(Resolution resolution, byte[] pixels) implements Frame {

    @Override
    public Resolution getResolution() {
        return resolution;
    }

    @Override
    public PixelFormat getPixelFormat() {
        return PixelFormat.BGR24;
    }

    @Override
    public ByteBuffer getData() {
        return ByteBuffer.wrap(pixels);
    }

    @Override
    public int getStride() {
        return resolution.width() * 3;
    }

    @Override
    public long getSequence() {
        return 0;
    }

    @Override
    public Instant getTimestamp() {
        return Instant.EPOCH;
    }

    @Override
    public void close() {
        // the collector does it
    }
}
