package org.obscura.camera.turbojpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.PixelFormat;

/** Makes JPEG pictures with libjpeg-turbo: from BGR, RGB and gray frames as they are, with the usual 4:2:0 sampling. */
final class TurboJpegEncoder implements ImageEncoder, AutoCloseable {
    private final TurboJpegLibrary library;
    /** Not bound to threads: a thread of somebody else would keep this bundle in memory. */
    private final Deque<Compressor> idle = new ArrayDeque<>();
    private final int mostIdle = Runtime.getRuntime().availableProcessors();
    /** Read: a picture is being made. Write: the library goes. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;

    TurboJpegEncoder(TurboJpegLibrary library) {
        this.library = library;
    }

    @Override
    public Set<ImageFormat> getFormats() {
        return Set.of(ImageFormat.JPEG);
    }

    @Override
    public Set<PixelFormat> getPixelFormats() {
        return Set.of(PixelFormat.BGR24, PixelFormat.RGB24, PixelFormat.GRAY8);
    }

    @Override
    public ByteBuffer encode(Frame frame, String format, int quality) throws IOException {
        if (!format.equals(ImageFormat.JPEG.name())) {
            throw new IOException("libjpeg-turbo does not make " + format + "; it makes " + ImageFormat.JPEG.name());
        }
        use.readLock().lock();
        try {
            if (closed) {
                throw new IOException("the encoder of libjpeg-turbo has stopped");
            }
            Compressor compressor = take();
            try {
                return ByteBuffer.wrap(compressor.compress(frame, quality));
            } finally {
                give(compressor);
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            use.readLock().unlock();
        }
    }

    private Compressor take() {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return new Compressor(library);
    }

    private void give(Compressor compressor) {
        synchronized (idle) {
            if (idle.size() < mostIdle) {
                idle.push(compressor);
                return;
            }
        }
        compressor.close();
    }

    /** Waits for the pictures that are being made, then gives everything back. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                idle.forEach(Compressor::close);
                idle.clear();
                library.close();
            }
        } finally {
            use.writeLock().unlock();
        }
    }
}
