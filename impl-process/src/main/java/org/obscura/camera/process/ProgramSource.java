package org.obscura.camera.process;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import org.obscura.camera.support.process.CommandLine;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.process.RunningProgram;
import org.obscura.camera.support.stream.FrameReader;
import org.obscura.camera.support.stream.FrameSource;
import org.obscura.camera.support.stream.HeadInputStream;
import org.obscura.camera.support.stream.SourceFrame;

/** Reads the images that a program writes one after another. */
final class ProgramSource implements FrameSource {
    private final String device;
    private final ProgramStarter starter;
    private final CommandLine command;
    private final ProgramOutput output;
    private RunningProgram program;
    private HeadInputStream written;
    private FrameReader reader;
    private boolean closed;
    /** How many it has delivered. */
    private final AtomicInteger images = new AtomicInteger();

    ProgramSource(String device, ProgramStarter starter, CommandLine command, ProgramOutput output) {
        this.device = device;
        this.starter = starter;
        this.command = command;
        this.output = output;
    }

    @Override
    public void open() throws CameraException {
        synchronized (this) {
            if (closed) {
                throw new CameraException(Reason.DISCONNECTED, device + " is closed");
            }
            program = starter.start(command);
            written = new HeadInputStream(program.output());
        }
        try {
            reader = output.open(written);
        } catch (IOException e) {
            throw ended(e);
        }
    }

    @Override
    public SourceFrame read() throws CameraException {
        try {
            SourceFrame frame = reader.next();
            images.incrementAndGet();
            return frame;
        } catch (IOException e) {
            throw ended(e);
        }
    }

    private CameraException ended(IOException e) {
        if (!(e instanceof EOFException) && !isClosed()) {
            return new CameraException(Reason.FAILED, device + ": the program wrote no image: " + e.getMessage() + instead(), e);
        }
        CameraException why = ExitDiagnosis.explain(device, output.settings(), program.exitDescription(), images.get(),
                images.get() > 0 ? "" : instead() + Programs.flaw(command.words().get(0)));
        why.addSuppressed(e);
        return why;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public String instead() {
        if (images.get() > 0) {
            return "";
        }
        synchronized (this) {
            return ". " + output.describe(written);
        }
    }

    @Override
    public void recycle(SourceFrame frame) {
        reader.recycle(frame);
    }

    @Override
    public void close() {
        RunningProgram last;
        synchronized (this) {
            closed = true;
            last = program;
        }
        if (last != null) {
            last.kill();
        }
    }
}
