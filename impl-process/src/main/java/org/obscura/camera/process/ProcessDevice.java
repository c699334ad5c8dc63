package org.obscura.camera.process;

import java.util.List;
import java.util.stream.Collectors;

import org.obscura.camera.support.process.CommandLine;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.support.registration.BackendStatus;
import org.obscura.camera.support.registration.UsableDevice;
import org.obscura.camera.support.stream.ArrivalTimes;
import org.obscura.camera.support.stream.ContinuousStream;
import org.obscura.camera.support.stream.FrameReader;
import org.obscura.camera.support.stream.OnDemandStream;
import org.osgi.service.log.Logger;

/** One camera behind a program. */
final class ProcessDevice implements UsableDevice {
    private final ProcessSettings settings;
    private final BackendStatus status;
    private final Runnable lost;
    private final ProgramStarter starter;
    private final ArrivalTimes times;
    private volatile List<Resolution> known = List.of();
    private CameraStream open;
    private CameraException refusal;
    private boolean removed;

    /** @param lost called when the program may be no longer installed */
    ProcessDevice(ProcessSettings settings, BackendStatus status, Runnable lost, Logger log) {
        this.settings = settings;
        this.status = status;
        this.lost = lost;
        this.starter = new ProgramStarter(settings, log);
        this.times = new ArrivalTimes(settings.latency());
        status.setMeasured(settings.info().id(), times::describe);
    }

    @Override
    public DeviceInfo getInfo() {
        return settings.info();
    }

    @Override
    public List<Resolution> getResolutions() {
        return settings.resolutions().isEmpty() ? known : settings.resolutions();
    }

    @Override
    public CameraStream open(Resolution wanted) throws CameraException {
        checkUsable();
        List<Resolution> offered = settings.resolutions();
        if (wanted != null && !offered.isEmpty() && !offered.contains(wanted)) {
            throw new CameraException(Reason.NOT_SUPPORTED,
                    this + " has no resolution " + wanted + "; it has "
                            + offered.stream().map(Resolution::toString).collect(Collectors.joining(", ")));
        }
        Resolution size = wanted == null && !offered.isEmpty() ? offered.get(0) : wanted;
        try {
            CameraStream stream = start(size);
            known = List.of(stream.getResolution());
            take(stream);
            status.setProblem(settings.info().id(), "");
            return stream;
        } catch (CameraException e) {
            failed(e);
            throw e;
        }
    }

    private CameraStream start(Resolution size) throws CameraException {
        String thread = "obscura-" + settings.info().id().replace(':', '-');
        CommandLine command = settings.commandLine(size);
        ProgramSource.Format format = settings.pixelFormat() != null
                ? program -> FrameReader.raw(program.output(), size, settings.pixelFormat())
                : program -> FrameReader.detect(program.output(), settings.imageLimit());
        if (settings.continuous()) {
            return ContinuousStream.open(toString(), thread, new ProgramSource(toString(), starter, command, format), settings.latency(),
                    size,
                    settings.startTimeout(), times);
        }
        return OnDemandStream.open(toString(), thread,
                new ProgramFetcher(toString(), () -> new ProgramSource(toString(), starter, command, format)),
                settings.latency(), size, settings.startTimeout(), times);
    }

    private void failed(CameraException e) {
        if (e.getReason() == Reason.FAILED) {
            status.setProblem(settings.info().id(), e.getMessage());
            lost.run();
        }
        if (e.getMessage().contains(ExitDiagnosis.REFUSED)) {
            synchronized (this) {
                refusal = e;
            }
        }
    }

    private void take(CameraStream stream) throws CameraException {
        synchronized (this) {
            if (!removed) {
                open = stream;
                return;
            }
        }
        stream.close();
        checkUsable();
    }

    private synchronized void checkUsable() throws CameraException {
        if (removed) {
            throw new CameraException(Reason.DISCONNECTED, this + " is not offered any more");
        }
        if (refusal != null) {
            throw new CameraException(refusal.getReason(), refusal.getMessage(), refusal);
        }
    }

    @Override
    public String findObstacle() {
        return Programs.obstacle(settings.commandLine(null).words().get(0), settings.preset().debianPackage());
    }

    @Override
    public void remove() {
        CameraStream last;
        synchronized (this) {
            removed = true;
            last = open;
            open = null;
        }
        if (last != null) {
            last.close();
        }
    }

    @Override
    public String toString() {
        return settings.info().displayName() + " (" + settings.info().id() + ")";
    }
}
