package org.obscura.camera.ip.onvif;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.obscura.camera.Resolution;
import org.obscura.camera.support.http.HttpClient;
import org.obscura.camera.support.http.HttpFailure;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.w3c.dom.Document;

/** An ONVIF camera: knows by which address it delivers still images. Used by one thread; {@link #abort()} comes from any. */
public final class OnvifCamera {
    private static final String MEDIA = "http://www.onvif.org/ver10/media/wsdl";

    private final OnvifService service;
    private final URI device;
    private final String profile;
    private final Consumer<String> report;
    private final Map<String, URI> addresses = new HashMap<>();
    /** The controls of each video source. */
    private final Map<String, OnvifImaging> sources = new HashMap<>();
    private List<OnvifProfile> profiles = List.of();
    private URI media;
    private URI imaging;

    /**
     * Makes one, without a request.
     *
     * @param client makes requests
     * @param device the address of the device service
     * @param profile token or name of the profile to use; "" for any
     * @param report called with a sentence about controls
     */
    public OnvifCamera(HttpClient client, URI device, String profile, Consumer<String> report) {
        this.service = new OnvifService(client);
        this.device = device;
        this.profile = profile;
        this.report = report;
    }

    /**
     * Returns the address of still images.
     *
     * @param wanted the size, or null
     * @return an address with a host and a port that can be reached
     * @throws CameraException if the camera has none
     */
    public URI stillAddress(Resolution wanted) throws CameraException {
        service.reset();
        if (profiles.isEmpty()) {
            service.readClock(device);
            media = mediaService();
            profiles = Xml.elements(service.call(media, "<GetProfiles xmlns=\"" + MEDIA + "\"/>"), "Profiles").stream()
                    .map(OnvifProfile::of).toList();
        }
        OnvifProfile chosen = choose(wanted);
        URI known = addresses.get(chosen.token());
        if (known == null) {
            known = fetchAddress(chosen);
            addresses.put(chosen.token(), known);
        }
        return known;
    }

    /**
     * Returns the sizes of the profiles.
     *
     * @return each size once; empty before the first request
     */
    public List<Resolution> resolutions() {
        return profiles.stream().map(OnvifProfile::size).flatMap(Optional::stream).distinct().toList();
    }

    /** Ends a request that runs, from any thread. */
    public void abort() {
        service.abort();
    }

    private URI mediaService() throws CameraException {
        Document reply = capabilities();
        String address = address(reply, "Imaging");
        imaging = address.isEmpty() ? null : reachable(address);
        address = address(reply, "Media");
        return address.isEmpty() ? device : reachable(address);
    }

    /** Some cameras know only one category at a time: then without controls. */
    private Document capabilities() throws CameraException {
        try {
            return capabilities("All");
        } catch (CameraException e) {
            service.client().authentication().checkNotRefused();
            if (e.getReason() != Reason.FAILED) {
                throw e;
            }
            return capabilities("Media");
        }
    }

    private Document capabilities(String category) throws CameraException {
        return service.call(device, "<GetCapabilities xmlns=\"http://www.onvif.org/ver10/device/wsdl\"><Category>" + category
                + "</Category></GetCapabilities>");
    }

    private static String address(Document capabilities, String service) {
        return Xml.elements(capabilities, service).stream().map(m -> Xml.text(m, "XAddr")).filter(a -> !a.isEmpty()).findFirst()
                .orElse("");
    }

    /**
     * Returns the controls of the camera, without a request. Called after {@link #stillAddress(Resolution)}.
     *
     * @param wanted the size, or null
     * @return the controls; null if the camera has no Imaging service
     * @throws CameraException if the camera has no such profile
     */
    public OnvifImaging imaging(Resolution wanted) throws CameraException {
        String source = choose(wanted).source();
        return imaging == null || source.isEmpty() ? null
                : sources.computeIfAbsent(source, token -> new OnvifImaging(service.another(), imaging, token, report));
    }

    private OnvifProfile choose(Resolution wanted) throws CameraException {
        if (!profile.isEmpty()) {
            return profiles.stream().filter(p -> p.token().equals(profile) || p.name().equals(profile)).findFirst()
                    .orElseThrow(() -> new CameraException(Reason.FAILED,
                            service.client().peer() + " has no ONVIF profile '" + profile + "'; it has "
                                    + profiles.stream().map(p -> p.token() + " (" + p.name() + ")").collect(Collectors.joining(", "))));
        }
        if (profiles.isEmpty()) {
            throw new CameraException(Reason.FAILED, service.client().peer() + " has no ONVIF media profile; make one on its own page");
        }
        return profiles.stream().filter(p -> p.size().isPresent() && p.size().get().equals(wanted)).findFirst().orElse(profiles.get(0));
    }

    private URI fetchAddress(OnvifProfile chosen) throws CameraException {
        String token = "<ProfileToken xmlns=\"" + MEDIA + "\">" + Xml.escape(chosen.token()) + "</ProfileToken>";
        String uri = "";
        CameraException refusal = null;
        try {
            uri = Xml.text(service.call(media, "<GetSnapshotUri xmlns=\"" + MEDIA + "\">" + token + "</GetSnapshotUri>"), "Uri");
        } catch (CameraException e) {
            service.client().authentication().checkNotRefused();
            if (e.getReason() != Reason.FAILED) {
                throw e;
            }
            refusal = e;
        }
        if (uri.isEmpty()) {
            String stream = Xml.text(service.call(media, "<GetStreamUri xmlns=\"" + MEDIA
                    + "\"><StreamSetup><Stream xmlns=\"http://www.onvif.org/ver10/schema\">"
                    + "RTP-Unicast</Stream><Transport xmlns=\"http://www.onvif.org/ver10/schema\"><Protocol>RTSP</Protocol></Transport></StreamSetup>"
                    + token
                    + "</GetStreamUri>"), "Uri");
            throw new CameraException(Reason.FAILED, service.client().peer() + " delivers no still images by ONVIF. Use the bundle "
                    + "org.obscura.camera.process with preset=ffmpeg and source=" + withoutUser(stream), refusal);
        }
        return reachable(uri);
    }

    private static String withoutUser(String address) {
        return address.replaceFirst("//[^/@]*@", "//");
    }

    /** A camera may name an address of its own network. The host that was configured is known to work; of the ports one does. */
    private URI reachable(String address) throws CameraException {
        URI reported;
        try {
            reported = new URI(withoutUser(address.strip()));
        } catch (URISyntaxException e) {
            throw new CameraException(Reason.FAILED, service.client().peer() + " names an address that is none", e);
        }
        if (reported.getHost() == null || reported.getScheme() == null) {
            return device.resolve(reported);
        }
        URI here = with(reported, HttpFailure.portOf(reported));
        return HttpFailure.portOf(reported) == HttpFailure.portOf(device) || answers(here) ? here
                : with(reported, HttpFailure.portOf(device));
    }

    private URI with(URI reported, int port) {
        String path = reported.getRawPath() == null ? "" : reported.getRawPath();
        String host = device.getHost();
        return URI
                .create(reported.getScheme() + "://" + host + ":" + port + path
                        + (reported.getRawQuery() == null ? "" : "?" + reported.getRawQuery()));
    }

    private boolean answers(URI uri) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), (int) service.client().timeout().toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
