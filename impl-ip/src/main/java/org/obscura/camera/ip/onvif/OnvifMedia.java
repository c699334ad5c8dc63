package org.obscura.camera.ip.onvif;

import java.net.URI;
import java.util.List;

import org.obscura.camera.spi.CameraException;

/**
 * A Media service of a camera, of version 1 or 2.
 *
 * @param service makes the calls
 * @param address where it is
 * @param namespace {@link #FIRST} or {@link #SECOND}
 */
record OnvifMedia(OnvifService service, URI address, String namespace) {
    static final String FIRST = "http://www.onvif.org/ver10/media/wsdl";
    static final String SECOND = "http://www.onvif.org/ver20/media/wsdl";
    private static final String SETUP = "<StreamSetup><Stream xmlns=\"http://www.onvif.org/ver10/schema\">RTP-Unicast</Stream>"
            + "<Transport xmlns=\"http://www.onvif.org/ver10/schema\"><Protocol>RTSP</Protocol></Transport></StreamSetup>";

    /** Returns the profiles that have video; all of them if the camera does not say which have. */
    List<OnvifProfile> profiles() throws CameraException {
        List<OnvifProfile> all = Xml
                .elements(service.call(address, operation("GetProfiles", isSecond() ? "<Type>All</Type>" : "")), "Profiles")
                .stream().map(OnvifProfile::of).toList();
        List<OnvifProfile> encoded = all.stream().filter(OnvifProfile::hasEncoder).toList();
        return encoded.isEmpty() ? all : encoded;
    }

    /** Returns the address of still images as the camera reports it; "" if it reports none. */
    String stillAddress(OnvifProfile profile) throws CameraException {
        return uri("GetSnapshotUri", token(profile));
    }

    /** Returns the address of the stream as the camera reports it; "" if it reports none. */
    String streamAddress(OnvifProfile profile) throws CameraException {
        return uri("GetStreamUri", (isSecond() ? "<Protocol>RTSP</Protocol>" : SETUP) + token(profile));
    }

    private String uri(String name, String content) throws CameraException {
        return ReportedAddress.clean(Xml.text(service.call(address, operation(name, content)), "Uri"));
    }

    private boolean isSecond() {
        return namespace.equals(SECOND);
    }

    private String operation(String name, String content) {
        return "<" + name + " xmlns=\"" + namespace + "\">" + content + "</" + name + ">";
    }

    private static String token(OnvifProfile profile) {
        return "<ProfileToken>" + Xml.escape(profile.token()) + "</ProfileToken>";
    }
}
