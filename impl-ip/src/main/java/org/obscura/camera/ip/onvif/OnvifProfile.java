package org.obscura.camera.ip.onvif;

import java.util.Optional;

import org.obscura.camera.Resolution;
import org.w3c.dom.Element;

/**
 * A media profile.
 *
 * @param token names it in requests
 * @param name for people
 * @param source the token of its video source; "" if the camera does not tell
 * @param size of the encoder; empty if the camera does not tell
 */
record OnvifProfile(String token, String name, String source, Optional<Resolution> size) {

    static OnvifProfile of(Element profile) {
        return new OnvifProfile(profile.getAttribute("token"), Xml.text(profile, "Name"), Xml.text(profile, "SourceToken"),
                Xml.elements(profile, "VideoEncoderConfiguration").stream().findFirst().flatMap(OnvifProfile::size));
    }

    private static Optional<Resolution> size(Element encoder) {
        try {
            return Optional.of(new Resolution(Xml.number(encoder, "Width"), Xml.number(encoder, "Height")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
