package org.obscura.camera.ip;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.credentials.Credentials;
import org.obscura.camera.support.http.HttpClient;
import org.obscura.camera.support.http.HttpExchange;
import org.obscura.camera.support.text.ContentSample;

/** An answer of a camera that is no image, although its status is 200. */
final class WrongAnswer {
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>(.*?)</title");
    private static final Pattern PASSWORD_FIELD = Pattern.compile("(?i)<input[^>]*type\\s*=\\s*[\"']?password");

    private final HttpClient client;
    private final HttpExchange exchange;
    private final byte[] head;
    private final String text;

    /** @param head the first bytes of the body */
    WrongAnswer(HttpClient client, HttpExchange exchange, byte[] head) {
        this.client = client;
        this.exchange = exchange;
        this.head = head;
        this.text = new String(head, StandardCharsets.UTF_8);
    }

    private String type() {
        return ContentSample.shortened(exchange.header("content-type").replaceFirst(";.*", ""));
    }

    /** Returns whether it is text by its type, or a page. */
    boolean isText() {
        String type = type().toLowerCase(Locale.ROOT);
        return type.startsWith("text/") || type.contains("json") || type.contains("xml") || isPage();
    }

    /** Returns whether it is a page for a browser, which some cameras send under the type of an image. */
    boolean isPage() {
        String begin = text.stripLeading().toLowerCase(Locale.ROOT);
        return type().toLowerCase(Locale.ROOT).contains("html") || begin.startsWith("<!doctype html") || begin.startsWith("<html")
                || begin.startsWith("<head");
    }

    /** Returns what it begins with. */
    String sample() {
        return ContentSample.describe(head, this::clean);
    }

    /**
     * Says what came and what to do about it.
     *
     * @param expected what should have come
     */
    CameraException failure(String expected, Exception cause) {
        return new CameraException(Reason.FAILED, client.peer() + " answered " + exchange.path() + " with "
                + (isPage() ? "a web page (" + type() + title() + ")" : type() + (head.length == 0 ? "" : " that begins with " + sample()))
                + ", which is no " + expected + ". " + (isPage() ? login() : "")
                + "'url' must be the address of the image or stream itself, not of a page that shows it", cause);
    }

    private String title() {
        Matcher title = TITLE.matcher(text);
        return title.find() && !title.group(1).isBlank() ? ", titled \"" + ContentSample.shortened(clean(title.group(1))) + '"' : "";
    }

    private String login() {
        if (!PASSWORD_FIELD.matcher(text).find()) {
            return "";
        }
        return client.authentication().credentials() == null
                ? "The page has a field for a password: set 'username' and '.password', and look for an address that takes them. "
                : "The page has a field for a password, so the camera did not take 'username' and '.password' at this address: use "
                        + "another path, or write {username} and {password} into 'url' if the camera wants them there. ";
    }

    private String clean(String part) {
        return Credentials.clean(part, client.authentication().credentials());
    }
}
