package org.obscura.camera.ip;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.support.credentials.Credentials;
import org.obscura.camera.support.http.HttpOptions;
import org.obscura.camera.support.http.Tls;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.registration.DeviceOptions;

/**
 * The configuration of a network camera.
 *
 * @param info what is known of the device
 * @param ranking the service ranking
 * @param address the address, with placeholders
 * @param type what it delivers
 * @param credentials the credentials, or null
 * @param latency the most time between an exposure and the arrival of the image
 * @param timeout how long connecting may take, and how long the camera may be silent
 * @param imageLimit the most bytes that an image may have
 * @param resolutions sizes that can be put into the address
 * @param profile the ONVIF profile; "" for any
 * @param tls trusts certificates
 * @param controlsSettle how long the camera needs until it exposes with controls that were set
 * @param restoreControls whether controls are put back
 */
record IpSettings(DeviceInfo info, int ranking, Address address, Type type, Credentials credentials, Duration latency, Duration timeout,
        int imageLimit,
        List<Resolution> resolutions, String profile, Tls tls, Duration controlsSettle, boolean restoreControls) {
    static final String PID = "org.obscura.camera.ip";
    static final String BACKEND = "ip";
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(B|kB|KB|MB)?");

    /** What an address delivers. */
    enum Type {
        AUTO, STILL, MJPEG, ONVIF
    }

    /**
     * Reads a configuration.
     *
     * @param reader the values; gets the mistakes that do not matter to the rest
     * @param values the same
     * @throws IllegalArgumentException if there can be no camera: the clause says why and what would be right
     */
    static IpSettings read(ConfigReader reader, Map<String, ?> values) {
        DeviceInfo info = DeviceOptions.read(reader, BACKEND, DeviceOptions.name(PID, values), "Network camera");
        List<Resolution> resolutions = DeviceOptions.resolutions(reader, "resolutions");
        Credentials credentials = HttpOptions.credentials(reader);
        Address address = Address.parse(reader.text("url"), credentials);
        if (!resolutions.isEmpty() && !address.takesSize()) {
            reader.reject("'resolutions' has no effect, since 'url' has no {width} and {height}");
            resolutions = List.of();
        }
        if (address.takesSize() && resolutions.isEmpty()) {
            throw new IllegalArgumentException("'url' has {width} or {height} but 'resolutions' names no size; name those that the camera"
                    + " offers, such as 1280x720");
        }
        Type type = reader.choice("type", Type.class);
        if (type == Type.AUTO && address.looksLikeOnvif()) {
            type = Type.ONVIF;
        }
        return new IpSettings(info, reader.integer("service.ranking", Integer.MIN_VALUE, Integer.MAX_VALUE), address, type, credentials,
                reader.duration("latency", Duration.ZERO, Duration.ofMinutes(1), MILLISECOND),
                reader.duration("timeout", Duration.ofMillis(100), Duration.ofMinutes(2), MILLISECOND),
                reader.read("image.limit", IpSettings::bytes, "a number of bytes from 1kB to 1000MB, such as 16MB"), resolutions,
                reader.text("profile"), HttpOptions.tls(reader),
                reader.duration("controls.settle", Duration.ZERO, Duration.ofMinutes(1), MILLISECOND), reader.flag("controls.restore"));
    }

    private static int bytes(String text) {
        Matcher m = SIZE.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException();
        }
        long unit = m.group(2) == null || m.group(2).equals("B") ? 1 : m.group(2).equals("MB") ? 1 << 20 : 1 << 10;
        long bytes = Long.parseLong(m.group(1)) * unit;
        if (bytes < 1 << 10 || bytes > 1000L << 20) {
            throw new IllegalArgumentException();
        }
        return (int) bytes;
    }
}
