package org.obscura.camera.ip.onvif;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.obscura.camera.Resolution;
import org.obscura.camera.support.http.HttpClient;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.credentials.Credentials;
import org.obscura.camera.support.credentials.AddressSecrets;
import org.obscura.camera.support.text.ContentSample;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** An ONVIF camera: knows by which address it delivers still images. Used by one thread; {@link #abort()} comes from any. */
public final class OnvifCamera {
    private static final String DEVICE = "http://www.onvif.org/ver10/device/wsdl";
    private static final String IMAGING = "http://www.onvif.org/ver20/imaging/wsdl";

    private final OnvifService service;
    private final URI device;
    private final String profile;
    private final Consumer<String> report;
    private final ReportedAddress reported;
    private final Map<String, URI> addresses = new HashMap<>();
    /** The controls of each video source. */
    private final Map<String, OnvifImaging> sources = new HashMap<>();
    private List<OnvifProfile> profiles = List.of();
    private OnvifMedia media;
    private URI imaging;
    /** The profile of the last still address; null before the first. */
    private OnvifProfile selected;

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
        this.reported = new ReportedAddress(device, client.timeout());
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
        reported.reset();
        connect();
        List<OnvifProfile> candidates = candidates(wanted);
        CameraException refusal = null;
        for (OnvifProfile each : candidates) {
            try {
                URI address = stillAddress(each);
                if (address != null) {
                    selected = each;
                    return address;
                }
            } catch (CameraException e) {
                service.checkOptional(e);
                refusal = e;
            }
        }
        throw new CameraException(Reason.FAILED, service.client().peer() + " delivers no still images by ONVIF. "
                + streamInstead(candidates.get(0)), refusal);
    }

    /** Returns the address of a profile's still images; null if the camera reports none by HTTP. */
    private URI stillAddress(OnvifProfile of) throws CameraException {
        URI known = addresses.get(of.token());
        if (known == null) {
            String text = media.stillAddress(of);
            if (text.isEmpty() || text.contains("://") && !text.toLowerCase(Locale.ROOT).startsWith("http")) {
                return null; // some report their stream
            }
            known = reachable(text);
            addresses.put(of.token(), known);
        }
        return known;
    }

    private String streamInstead(OnvifProfile of) throws CameraException {
        String stream;
        try {
            stream = media.streamAddress(of);
        } catch (CameraException e) {
            service.checkOptional(e);
            return "It names no stream either: " + e.getMessage();
        }
        return stream.isEmpty() ? "It names no stream either; look for the address of one in its manual"
                : "Use the bundle org.obscura.camera.process with preset=ffmpeg and source=" + reported.rtsp(stream);
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

    /** Finds the services and reads the profiles, the first time. */
    private void connect() throws CameraException {
        if (!profiles.isEmpty()) {
            return;
        }
        service.readClock(device);
        media = mediaService();
        List<OnvifProfile> found;
        try {
            found = media.profiles();
        } catch (CameraException e) {
            service.checkOptional(e);
            if (media.address().equals(device)) {
                throw e;
            }
            // a camera may report an address where no service is, and have all of them at one
            media = new OnvifMedia(service, device, media.namespace());
            found = media.profiles();
        }
        if (found.isEmpty()) {
            throw new CameraException(Reason.FAILED, service.client().peer() + " has no ONVIF media profile; make one on its own page");
        }
        profiles = found;
    }

    private OnvifMedia mediaService() throws CameraException {
        Document reply = capabilities();
        String address = address(reply, "Imaging");
        imaging = address.isEmpty() ? null : reachable(address);
        address = address(reply, "Media");
        return address.isEmpty() ? mediaOfServices() : new OnvifMedia(service, reachable(address), OnvifMedia.FIRST);
    }

    /** Cameras that have version 2 of the Media service alone list it as a service, not as a capability. */
    private OnvifMedia mediaOfServices() throws CameraException {
        Map<String, String> services = new HashMap<>();
        try {
            Document reply = service.call(device,
                    "<GetServices xmlns=\"" + DEVICE + "\"><IncludeCapability>false</IncludeCapability></GetServices>");
            for (Element each : Xml.elements(reply, "Service")) {
                services.putIfAbsent(Xml.text(each, "Namespace"), Xml.text(each, "XAddr"));
            }
        } catch (CameraException e) {
            service.checkOptional(e);
        }
        if (imaging == null && !services.getOrDefault(IMAGING, "").isEmpty()) {
            imaging = reachable(services.get(IMAGING));
        }
        String namespace = services.containsKey(OnvifMedia.FIRST) || !services.containsKey(OnvifMedia.SECOND) ? OnvifMedia.FIRST
                : OnvifMedia.SECOND;
        String address = services.getOrDefault(namespace, "");
        return new OnvifMedia(service, address.isEmpty() ? device : reachable(address), namespace);
    }

    /** Reads the capabilities. Some cameras know only one category at a time: then without controls. */
    private Document capabilities() throws CameraException {
        try {
            return capabilities("All");
        } catch (CameraException e) {
            service.checkOptional(e);
            return capabilities("Media");
        }
    }

    private Document capabilities(String category) throws CameraException {
        return service.call(device, "<GetCapabilities xmlns=\"" + DEVICE + "\"><Category>" + category + "</Category></GetCapabilities>");
    }

    private static String address(Document capabilities, String service) {
        return Xml.elements(capabilities, service).stream().map(m -> ReportedAddress.clean(Xml.text(m, "XAddr")))
                .filter(a -> !a.isEmpty()).findFirst().orElse("");
    }

    /**
     * Returns the controls of the camera, without a request. Called after {@link #stillAddress(Resolution)}.
     *
     * @return the controls; null if the camera has no Imaging service
     */
    public OnvifImaging imaging() {
        String source = selected.source();
        return imaging == null || source.isEmpty() ? null
                : sources.computeIfAbsent(source, token -> new OnvifImaging(service.another(), imaging, token, report));
    }

    /** Returns the profiles that may be used, the best first; not one of another video source, which shows something else. */
    private List<OnvifProfile> candidates(Resolution wanted) throws CameraException {
        if (!profile.isEmpty()) {
            return List.of(profiles.stream().filter(p -> p.token().equals(profile) || p.name().equals(profile)).findFirst()
                    .orElseThrow(() -> new CameraException(Reason.FAILED,
                            service.client().peer() + " has no ONVIF profile '" + profile + "'; it has "
                                    + profiles.stream().map(p -> p.token() + " (" + p.name() + ")").collect(Collectors.joining(", ")))));
        }
        List<OnvifProfile> fitting = profiles.stream().filter(p -> p.size().isPresent() && p.size().get().equals(wanted)).toList();
        List<OnvifProfile> all = fitting.isEmpty() ? profiles : fitting;
        return all.stream().filter(p -> p.source().equals(all.get(0).source())).toList();
    }

    private URI reachable(String address) throws CameraException {
        try {
            return reported.http(address);
        } catch (IllegalArgumentException e) {
            throw new CameraException(Reason.FAILED, service.client().peer() + " reports an address that is none: "
                    + ContentSample.shortened(AddressSecrets.withPlaces(Credentials.clean(address, null))), e);
        }
    }
}
