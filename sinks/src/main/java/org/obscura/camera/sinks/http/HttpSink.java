package org.obscura.camera.sinks.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.obscura.camera.DeliveryException;
import org.obscura.camera.ImageDelivery;
import org.obscura.camera.ImageSink;
import org.obscura.camera.sinks.http.HttpSinkSettings.Method;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.support.http.HttpBody;
import org.obscura.camera.support.http.HttpExchange;
import org.obscura.camera.support.stream.BoundedCall;

/** Uploads images. A status of 2xx acknowledges one. */
final class HttpSink implements ImageSink {
    /** Not the fault of an image: credentials that can be corrected, and answers that say "later". */
    private static final Set<Integer> TEMPORARY = Set.of(401, 403, 407, 408, 425, 429);
    /** Of a PUT, and of a MKCOL: the folder above does not exist. */
    private static final int FOLDER_MISSING = 409;
    private static final int FOLDER_EXISTS = 405;
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final int LONGEST_ANSWER = 1 << 16;

    private final String name;
    private final HttpSinkSettings settings;

    HttpSink(String name, HttpSinkSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    /** An answer that may say when to come again. */
    private record Answer(int status, String retryAfter) {
    }

    @Override
    public void deliver(ImageDelivery image) throws DeliveryException, InterruptedException {
        URI uri = HttpSinkSettings.uri(settings.url(), image);
        Answer answer;
        try {
            answer = exchange(settings.method().name(), uri, headers(image), body(image));
            if (answer.status() == FOLDER_MISSING && settings.method() == Method.PUT && makeFolder(folderOf(uri), headers(image))) {
                answer = exchange(settings.method().name(), uri, headers(image), body(image));
            }
        } catch (CameraException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw DeliveryException.temporary(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw DeliveryException.temporary("The image cannot be read: " + e, e);
        }
        check(answer);
    }

    private Answer exchange(String method, URI uri, Map<String, String> headers, HttpBody body)
            throws CameraException {
        try (HttpExchange exchange = settings.client().request(method, uri, headers, body)) {
            return BoundedCall.run("obscura-sink-" + name + "-upload", settings.timeLimit(), () -> send(exchange), exchange::abort,
                    settings.client().peer() + " did not take the image within " + Durations.format(settings.timeLimit())
                            + " (time.limit)");
        }
    }

    /** Makes a folder on a server with WebDAV, after those that it is in. Returns false if the server does not do that. */
    private boolean makeFolder(URI folder, Map<String, String> headers) throws CameraException {
        int status = exchange("MKCOL", folder, headers, HttpBody.NONE).status();
        if (status == FOLDER_MISSING && !folder.getRawPath().equals("/") && makeFolder(folderOf(folder), headers)) {
            status = exchange("MKCOL", folder, headers, HttpBody.NONE).status();
        }
        return status == FOLDER_EXISTS || status >= 200 && status < 300;
    }

    /** Returns the address of the folder that a file or folder is in. */
    private static URI folderOf(URI uri) {
        String path = uri.getRawPath().replaceFirst("[^/]*/*$", "");
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + (path.isEmpty() ? "/" : path));
    }

    private static Answer send(HttpExchange exchange) throws CameraException {
        try {
            int status = exchange.send();
            drain(exchange);
            return new Answer(status, exchange.header("retry-after"));
        } catch (IOException e) {
            throw exchange.failure(e);
        }
    }

    /** Reads what follows the head, since a server may take an end of the connection for a failure. The status counts alone. */
    private static void drain(HttpExchange exchange) {
        byte[] block = new byte[4096];
        try {
            InputStream in = exchange.body();
            int left = exchange.length() < 0 ? 0 : (int) Math.min(LONGEST_ANSWER, exchange.length());
            while (left > 0) {
                int count = in.read(block, 0, Math.min(block.length, left));
                left = count < 0 ? 0 : left - count;
            }
        } catch (IOException e) {
            return; // the status has come
        }
    }

    private Map<String, String> headers(ImageDelivery image) {
        Map<String, String> headers = new LinkedHashMap<>();
        settings.headers().forEach((key, value) -> headers.put(key, value.fill(image, HttpSink::oneLine)));
        return headers;
    }

    /** A name of a file or camera must not begin another header or field. */
    private static String oneLine(String value) {
        return value.replaceAll("[^\\x20-\\x7e]", "_");
    }

    private HttpBody body(ImageDelivery image) throws IOException {
        String type = settings.contentType().isEmpty() ? mediaType(image.format()) : settings.contentType();
        if (settings.method() == Method.PUT) {
            return HttpBody.file(type, "", image.path(), "");
        }
        String boundary = "obscura-" + image.id();
        StringBuilder head = new StringBuilder();
        settings.fields().forEach((key, value) -> head.append(part(boundary, key)).append("\r\n\r\n")
                .append(value.fill(image, UnaryOperator.identity())).append("\r\n"));
        head.append(part(boundary, settings.field())).append("; filename=\"").append(quoted(image.path().getFileName().toString()))
                .append("\"\r\nContent-Type: ").append(type).append("\r\n\r\n");
        return HttpBody.file("multipart/form-data; boundary=" + boundary, head.toString(), image.path(), "\r\n--" + boundary + "--\r\n");
    }

    private static String part(String boundary, String name) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + quoted(name) + '"';
    }

    /** Returns a name as browsers quote names of fields and files. */
    private static String quoted(String text) {
        return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String mediaType(String format) {
        return Set.of("jpeg", "png", "tiff", "bmp", "webp", "gif").contains(format) ? "image/" + format : "application/octet-stream";
    }

    private void check(Answer answer) throws DeliveryException {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return;
        }
        String message = settings.client().peer() + " answered with HTTP " + status + switch (status) {
            case 401, 403, 407 -> "; it refuses the credentials, or they do not allow the upload. The image waits until that is corrected";
            case 404, 405 -> "; check the path in 'url', and 'method'";
            case 409 -> "; create the folder of the image on the server";
            case 413 -> "; the image is larger than the server allows";
            case 507 -> "; its disk is full";
            default -> "";
        };
        if (status >= 400 && status < 500 && !TEMPORARY.contains(status)) {
            throw DeliveryException.permanent(message, null);
        }
        throw DeliveryException.temporary(message, retryAfter(answer.retryAfter(), Instant.now()));
    }

    /** Reads a number of seconds or a date; zero if it is neither. */
    static Duration retryAfter(String text, Instant now) {
        Duration wait = Duration.ZERO;
        if (text.matches("\\d{1,9}")) {
            wait = Duration.ofSeconds(Long.parseLong(text));
        } else if (!text.isEmpty()) {
            try {
                wait = Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
            } catch (DateTimeParseException e) {
                return Duration.ZERO;
            }
        }
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
