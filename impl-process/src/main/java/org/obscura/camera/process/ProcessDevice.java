package org.obscura.camera.process;

import java.util.List;
import java.util.stream.Collectors;

import org.obscura.camera.support.process.CommandLine;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.support.credentials.RefusedPassword;
import org.obscura.camera.support.registration.BackendStatus;
import org.obscura.camera.support.registration.UsableDevice;
import org.obscura.camera.support.stream.ArrivalTimes;
import org.obscura.camera.support.stream.ContinuousStream;
import org.obscura.camera.support.stream.OnDemandStream;
import org.obscura.camera.support.stream.WatchedStream;
import org.osgi.service.log.Logger;

/** One camera behind a program. */
final class ProcessDevice implements UsableDevice {
    private final ProcessSettings settings;
    private final BackendStatus status;
    private final Runnable lost;
    private final RefusedPassword refused;
    private final ProgramStarter starter;
    private final ArrivalTimes times;
    private volatile List<Resolution> known = List.of();
    private CameraStream open;
    private boolean removed;

    /**
     * @param password remembers that the source has refused it
     * @param lost called when the program may be no longer installed
     */
    ProcessDevice(ProcessSettings settings, RefusedPassword password, BackendStatus status, Runnable lost, Logger log) {
        // a command without one may read its own from anywhere, which no file of this program can follow
        this.refused = settings.credentials() == null ? RefusedPassword.inMemory() : password;
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
        checkNotRemoved();
        if (refused.isRefused()) {
            throw reported(ExitDiagnosis.refusal(toString(), refused.remedy(), null));
        }
        List<Resolution> offered = settings.resolutions();
        if (wanted != null && !offered.isEmpty() && !offered.contains(wanted)) {
            throw new CameraException(Reason.NOT_SUPPORTED,
                    this + " has no resolution " + wanted + "; it has "
                            + offered.stream().map(Resolution::toString).collect(Collectors.joining(", ")));
        }
        Resolution size = wanted == null && !offered.isEmpty() ? offered.get(0) : wanted;
        try {
            CameraStream stream = new WatchedStream(start(size), this::failed);
            known = List.of(stream.getResolution());
            take(stream);
            status.setProblem(settings.info().id(), "");
            return stream;
        } catch (CameraException e) {
            throw failed(e);
        }
    }

    private CameraStream start(Resolution size) throws CameraException {
        String thread = "obscura-" + settings.info().id().replace(':', '-');
        CommandLine command = settings.commandLine(size);
        ProgramOutput output = new ProgramOutput(settings, size);
        if (settings.continuous()) {
            return ContinuousStream.open(toString(), thread, new ProgramSource(toString(), starter, command, output), settings.latency(),
                    size, settings.startTimeout(), times);
        }
        ProgramFetcher fetcher = new ProgramFetcher(toString(), () -> new ProgramSource(toString(), starter, command, output));
        return OnDemandStream.open(toString(), thread, fetcher, settings.latency(), size, settings.startTimeout(), times);
    }

    /** Remembers a password that was refused. Returns what to throw. */
    private CameraException failed(CameraException e) {
        if (!e.getMessage().contains(ExitDiagnosis.REFUSED)) {
            return reported(e);
        }
        refused.refuse();
        return reported(ExitDiagnosis.refusal(toString(), refused.remedy(), e));
    }

    private CameraException reported(CameraException e) {
        if (e.getReason() == Reason.FAILED) {
            status.setProblem(settings.info().id(), e.getMessage());
            lost.run();
        }
        return e;
    }

    private void take(CameraStream stream) throws CameraException {
        synchronized (this) {
            if (!removed) {
                open = stream;
                return;
            }
        }
        stream.close();
        checkNotRemoved();
    }

    private synchronized void checkNotRemoved() throws CameraException {
        if (removed) {
            throw new CameraException(Reason.DISCONNECTED, this + " is not offered any more");
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
