package org.obscura.camera.ip;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.ip.http.Credentials;
import org.obscura.camera.ip.http.Tls;
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
        Credentials credentials = credentials(reader);
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
                reader.text("profile"), tls(reader),
                reader.duration("controls.settle", Duration.ZERO, Duration.ofMinutes(1), MILLISECOND), reader.flag("controls.restore"));
    }

    private static Credentials credentials(ConfigReader reader) {
        String user = reader.text("username");
        String password = reader.secret(".password");
        if (user.isEmpty() && !password.isEmpty()) {
            throw new IllegalArgumentException("there is a '.password' but no 'username'; set both, or none");
        }
        return user.isEmpty() ? null : new Credentials(user, password);
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

    private static Tls tls(ConfigReader reader) {
        String fingerprint = reader.text("tls.fingerprint");
        String file = reader.text("tls.truststore");
        try {
            if (!reader.flag("tls.verify")) {
                return Tls.unchecked();
            }
            if (!fingerprint.isEmpty()) {
                return Tls.fingerprint(Tls.normalize(fingerprint));
            }
            return file.isEmpty() ? Tls.system() : Tls.file(Path.of(file), reader.secret(".tls.truststore.password").toCharArray());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "tls.fingerprint=" + fingerprint + " is wrong; it must be the 64 hexadecimal digits of a SHA-256, with or "
                            + "without colons",
                    e);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "tls.truststore=" + file + " cannot be used (" + e + "); it must be a file with certificates in PEM, or a key "
                            + "store with its password in '.tls.truststore.password'",
                    e);
        }
    }
}
