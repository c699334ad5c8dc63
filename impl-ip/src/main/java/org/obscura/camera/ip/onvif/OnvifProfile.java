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
 * @param hasEncoder whether it has video: those of an unplugged channel of a recorder have not
 * @param size of the encoder; empty if the camera does not tell
 */
record OnvifProfile(String token, String name, String source, boolean hasEncoder, Optional<Resolution> size) {

    static OnvifProfile of(Element profile) {
        Optional<Element> encoder = first(profile, "VideoEncoderConfiguration", "VideoEncoder");
        return new OnvifProfile(profile.getAttribute("token"), Xml.text(profile, "Name"),
                first(profile, "VideoSourceConfiguration", "VideoSource").map(source -> Xml.text(source, "SourceToken")).orElse(""),
                encoder.isPresent(), encoder.flatMap(OnvifProfile::size));
    }

    /** Returns the first element, by its name in version 1 of the Media service or in version 2. */
    private static Optional<Element> first(Element profile, String name, String secondName) {
        return Xml.elements(profile, name).stream().findFirst().or(() -> Xml.elements(profile, secondName).stream().findFirst());
    }

    private static Optional<Resolution> size(Element encoder) {
        try {
            return Optional.of(new Resolution(Xml.number(encoder, "Width"), Xml.number(encoder, "Height")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
