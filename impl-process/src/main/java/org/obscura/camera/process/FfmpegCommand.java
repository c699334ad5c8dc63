package org.obscura.camera.process;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.obscura.camera.support.config.HostAndPort;
import org.obscura.camera.support.config.Placeholders;
import org.obscura.camera.support.credentials.AddressSecrets;
import org.obscura.camera.support.credentials.Credentials;
import org.obscura.camera.support.process.CommandLine;
import org.obscura.camera.Resolution;
import org.obscura.camera.process.ProcessSettings.Output;

/**
 * Makes command lines of ffmpeg. Its defaults buffer, which makes the first image of a stream more than a second old, so they are
 * replaced. An address with credentials goes through the standard input, where no other user can read it.
 */
final class FfmpegCommand {
    private static final List<String> NETWORK = List.of("rtsp", "rtsps", "http", "https");
    private static final String USER = "username";
    private static final String PASSWORD = "password";
    private static final List<String> DEVICES = List.of("v4l2", "avfoundation", "dshow", "lavfi");
    private static final String PROTOCOLS = "pipe,fd,file,rtsp,rtsps,rtp,srtp,tcp,udp,tls,http,https,crypto,hls";

    private FfmpegCommand() {
    }

    static void check(ProcessSettings settings) {
        Preset.requireSource(settings, "an rtsp or http address, a file, v4l2:/dev/video0, avfoundation:0, dshow:NAME or lavfi:testsrc");
        if (settings.credentials() != null && !NETWORK.contains(scheme(settings.source()))) {
            throw new IllegalArgumentException("'username' has no effect, since 'source' is no rtsp or http address; remove it");
        }
        if (NETWORK.contains(scheme(settings.source()))) {
            Placeholders.check("source", settings.source(), List.of(USER, PASSWORD));
            AddressSecrets.checkPlaces("source", settings.source(), settings.credentials());
            checkHostAndPort(settings.source());
        }
        if (settings.source().matches("(?s).*['\\n\\r].*")) {
            throw new IllegalArgumentException("'source' holds a quote or a line end; encode it as %27 or %0A");
        }
    }

    /** Checks them where the address is one by RFC 3986; ffmpeg takes others as well. */
    private static void checkHostAndPort(String source) {
        URI uri;
        try {
            uri = new URI(source.replace("{" + USER + "}", "u").replace("{" + PASSWORD + "}", "p"));
        } catch (URISyntaxException e) {
            return;
        }
        if (uri.getRawAuthority() == null) {
            throw new IllegalArgumentException("'source' names no host; it must be an address such as rtsp://192.168.1.20/stream1");
        }
        HostAndPort.check("'source'", uri);
    }

    private static String scheme(String source) {
        int colon = source.indexOf(':');
        return colon < 0 ? "" : source.substring(0, colon).toLowerCase(Locale.ROOT);
    }

    static CommandLine of(ProcessSettings settings, Resolution size, String program) {
        List<String> words = new ArrayList<>(List.of(program, "-nostdin", "-hide_banner", "-loglevel", "warning"));
        String scheme = scheme(settings.source());
        String input = "";
        if (NETWORK.contains(scheme)) {
            input = network(settings, scheme, words);
        } else if (DEVICES.contains(scheme)) {
            device(settings, scheme, size, words);
        } else {
            words.addAll(settings.options());
            words.addAll(List.of("-re", "-stream_loop", "-1", "-i", settings.source()));
        }
        words.addAll(List.of("-map", "0:v:0", "-an", "-fps_mode", "passthrough"));
        words.addAll(switch (settings.output()) {
            case RAW -> List.of("-c:v", "ppm", "-pix_fmt", "rgb24", "-f", "image2pipe");
            case JPEG -> List.of("-c:v", "mjpeg", "-q:v", "2", "-f", "image2pipe");
            case COPY -> List.of("-c:v", "copy", "-f", "image2pipe");
        });
        words.addAll(List.of("-flush_packets", "1", "pipe:1"));
        return new CommandLine(words, input, Map.of());
    }

    /** Adds the input options of a stream. Returns what ffmpeg reads from its standard input. */
    private static String network(ProcessSettings settings, String scheme, List<String> words) {
        boolean rtsp = scheme.startsWith("rtsp");
        if (rtsp || settings.continuous()) {
            words.addAll(List.of("-fflags", "nobuffer")); // with it ffmpeg drops the first image, which may be the only one
        }
        words.addAll(List.of("-flags", "low_delay"));
        if (rtsp) {
            words.addAll(List.of("-probesize", "32", "-analyzeduration", "0"));
        }
        // also how long a stream may stall; whether an image comes in time is checked by the stream
        String timeout = String.valueOf(TimeUnit.NANOSECONDS.toMicros(settings.startTimeout().toNanos()));
        Map<String, String> options = rtsp ? Map.of("rtsp_transport", "tcp", "timeout", timeout) : Map.of("rw_timeout", timeout);
        if (settings.credentials() == null) {
            options.forEach((key, value) -> words.addAll(List.of("-" + key, value)));
            words.addAll(settings.options());
            words.addAll(List.of("-i", settings.source()));
            return "";
        }
        words.addAll(settings.options());
        words.addAll(List.of("-f", "concat", "-safe", "0", "-protocol_whitelist", PROTOCOLS, "-i", "pipe:0"));
        StringBuilder script = new StringBuilder("ffconcat version 1.0\nfile '").append(address(settings.source(), settings.credentials()))
                .append("'\n");
        options.forEach((key, value) -> script.append("option ").append(key).append(' ').append(value).append('\n'));
        return script.toString();
    }

    /** Returns the address with credentials: in their places, or else before the host. */
    private static String address(String source, Credentials credentials) {
        return AddressSecrets.hasPlaces(source)
                ? source.replace("{" + USER + "}", Credentials.encode(credentials.user())).replace("{" + PASSWORD + "}",
                        Credentials.encode(credentials.password()))
                : source.replaceFirst("//", "//" + credentials.inAddress().replace("$", "\\$"));
    }

    private static void device(ProcessSettings settings, String scheme, Resolution size, List<String> words) {
        String name = settings.source().substring(scheme.length() + 1);
        if (scheme.equals("lavfi")) {
            words.addAll(settings.options());
            words.addAll(List.of("-re", "-f", "lavfi", "-i", name));
            return;
        }
        words.addAll(List.of("-fflags", "nobuffer", "-f", scheme));
        if (scheme.equals("v4l2") && settings.output() == Output.COPY) {
            words.addAll(List.of("-input_format", "mjpeg"));
        }
        if (size != null) {
            words.addAll(List.of("-video_size", size.toString()));
        }
        words.addAll(settings.options());
        words.addAll(List.of("-i", scheme.equals("dshow") ? "video=" + name : name));
    }
}
