package org.obscura.camera.process;

import java.util.function.Supplier;

import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.stream.FrameFetcher;
import org.obscura.camera.support.stream.SourceFrame;

/** Starts a program for each image. */
final class ProgramFetcher implements FrameFetcher {
    private final String device;
    private final Supplier<ProgramSource> sources;
    private ProgramSource current;
    private boolean aborted;

    ProgramFetcher(String device, Supplier<ProgramSource> sources) {
        this.device = device;
        this.sources = sources;
    }

    @Override
    public SourceFrame fetch() throws CameraException {
        long started = System.nanoTime();
        try (ProgramSource source = sources.get()) {
            synchronized (this) {
                if (aborted) {
                    throw new CameraException(Reason.DISCONNECTED, device + " is closed");
                }
                current = source;
            }
            source.open();
            SourceFrame frame = source.read();
            // it may have been taken as soon as the program ran
            return new SourceFrame(frame.size(), frame.format(), frame.data(), started);
        }
    }

    @Override
    public synchronized String instead() {
        return current == null ? "" : current.instead();
    }

    @Override
    public void abort() {
        ProgramSource running;
        synchronized (this) {
            aborted = true;
            running = current;
        }
        if (running != null) {
            running.close();
        }
    }
}
