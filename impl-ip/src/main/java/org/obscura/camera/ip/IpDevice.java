package org.obscura.camera.ip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.support.http.Authentication;
import org.obscura.camera.support.http.HttpClient;
import org.obscura.camera.support.http.HttpFailure;
import org.obscura.camera.ip.onvif.OnvifCamera;
import org.obscura.camera.ip.onvif.OnvifImaging;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.support.credentials.RefusedPassword;
import org.obscura.camera.support.registration.BackendStatus;
import org.obscura.camera.support.registration.UsableDevice;
import org.obscura.camera.support.stream.ArrivalTimes;
import org.obscura.camera.support.stream.BoundedCall;
import org.obscura.camera.support.stream.ContinuousStream;
import org.obscura.camera.support.stream.OnDemandStream;
import org.obscura.camera.support.stream.WatchedStream;

/** One network camera. */
final class IpDevice implements UsableDevice {
    /** Opening is a challenge, the answer to it and a first image, each of which may take the timeout. */
    private static final int OPEN_STEPS = 3;

    private final IpSettings settings;
    private final BackendStatus status;
    private final Runnable lost;
    private final HttpClient client;
    private final OnvifCamera onvif;
    private final ArrivalTimes times;
    /** Whether the address delivers a stream; null while that is not known. */
    private volatile Boolean isStream;
    private final Consumer<String> report;
    private volatile List<Resolution> known = List.of();
    private volatile List<ControlInfo> controls = List.of();
    private CameraStream open;
    private boolean removed;

    /**
     * @param refused remembers that the camera has refused the password
     * @param lost called when the camera may be no longer reachable
     * @param report called with a sentence about controls
     */
    IpDevice(IpSettings settings, RefusedPassword refused, BackendStatus status, Runnable lost, Consumer<String> report) {
        this.settings = settings;
        this.status = status;
        this.lost = lost;
        this.report = report;
        this.client = new HttpClient(toString(),
                new Authentication(toString(), settings.credentials(), settings.address().hasPassword(), refused), settings.tls(),
                settings.timeout(), false);
        this.onvif = settings.type() == IpSettings.Type.ONVIF
                ? new OnvifCamera(client, settings.address().uri(null), settings.profile(), report)
                : null;
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

    /** The controls are known once it was open. */
    @Override
    public List<ControlInfo> getControls() {
        return controls.stream().map(control -> control.withValue(null)).toList();
    }

    @Override
    public CameraStream open(Resolution wanted) throws CameraException {
        checkNotRemoved();
        List<Resolution> offered = settings.resolutions();
        if (wanted != null && !offered.isEmpty() && !offered.contains(wanted)) {
            throw new CameraException(Reason.NOT_SUPPORTED, this + " has no resolution " + wanted + "; it has "
                    + offered.stream().map(Resolution::toString).collect(Collectors.joining(", ")));
        }
        Resolution size = wanted == null && !offered.isEmpty() ? offered.get(0) : wanted;
        try {
            client.authentication().checkNotRefused();
            CameraStream stream = new WatchedStream(connect(size), this::failed);
            take(stream);
            status.setProblem(settings.info().id(), "");
            return stream;
        } catch (CameraException e) {
            throw failed(e);
        }
    }

    private CameraStream connect(Resolution size) throws CameraException {
        Duration limit = settings.timeout().multipliedBy(OPEN_STEPS).plus(settings.latency());
        Endpoint target = endpoint(size, limit);
        CameraStream stream = target.isStream()
                ? ContinuousStream.open(toString(), thread(), new MjpegSource(client, target, settings.imageLimit()),
                        settings.latency(), size, limit, times)
                : OnDemandStream.open(toString(), thread(), new StillFetcher(client, target, settings.imageLimit()),
                        settings.latency(), size, limit, times);
        if (onvif == null) {
            known = List.of(stream.getResolution());
            return stream;
        }
        return withControls(stream);
    }

    /** Adds the controls, if the camera has any. It is no worse a camera if they cannot be read. */
    private CameraStream withControls(CameraStream stream) throws CameraException {
        OnvifImaging imaging = onvif.imaging();
        if (imaging == null) {
            return stream;
        }
        try {
            controls = BoundedCall.run(thread(), settings.timeout(), () -> {
                imaging.open();
                return imaging.describe();
            }, imaging::abort, this + " did not list its controls within " + Durations.format(settings.timeout()));
            return controls.isEmpty() ? stream : new ControlledStream(toString(), thread(), stream, imaging, settings, report);
        } catch (CameraException e) {
            controls = List.of();
            report.accept("Images have no controls: " + e.getMessage());
            return stream;
        }
    }

    private Endpoint endpoint(Resolution size, Duration limit) throws CameraException {
        String timeout = this + " did not answer within " + Durations.format(limit);
        if (onvif != null) {
            URI uri = BoundedCall.run(thread(), limit, () -> onvif.stillAddress(size), onvif::abort, timeout);
            known = onvif.resolutions();
            return new Endpoint(uri, false);
        }
        URI uri = settings.address().uri(size);
        if (settings.type() != IpSettings.Type.AUTO) {
            return new Endpoint(uri, settings.type() == IpSettings.Type.MJPEG);
        }
        Boolean stream = isStream;
        if (stream != null) {
            return new Endpoint(uri, stream);
        }
        TypeDetection detection = new TypeDetection(client, uri);
        Endpoint found = BoundedCall.run(thread(), limit, detection::detect, detection::abort, timeout);
        isStream = found.isStream();
        return found;
    }

    private String thread() {
        return "obscura-" + settings.info().id().replace(':', '-');
    }

    /** Notes what is wrong, and checks whether the camera can be reached if it was lost. Returns what to throw. */
    private CameraException failed(CameraException e) {
        switch (e.getReason()) {
            case DISCONNECTED, TIMEOUT -> {
                synchronized (this) {
                    if (removed) {
                        return e;
                    }
                }
                lost.run();
            }
            case FAILED -> {
                isStream = null;
                status.setProblem(settings.info().id(), e.getMessage());
            }
            default -> {
                // says nothing about the device
            }
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
        URI uri = settings.address().uri(null);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), HttpFailure.portOf(uri)), (int) settings.timeout().toMillis());
            return "";
        } catch (java.net.UnknownHostException e) {
            return HttpFailure.of(client, uri, e).getMessage();
        } catch (IOException e) {
            return this + " cannot be reached at " + uri.getHost() + ":" + HttpFailure.portOf(uri) + " (" + e.getMessage()
                    + "); check power, cable and 'url'";
        }
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
