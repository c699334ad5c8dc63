package org.obscura.camera.ip.onvif;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes XML of what cameras send as XML: some send bytes before or after the envelope, several envelopes, ampersands that are not escaped,
 * or another encoding than they declare.
 */
final class ReplyText {
    private static final int PROLOG = 200;
    private static final Pattern ENCODING = Pattern.compile("<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z][\\w.:-]*)[\"']");
    private static final Pattern START = Pattern.compile("<(?:[\\w.-]+:)?Envelope[\\s>]");
    private static final Pattern END = Pattern.compile("</(?:[\\w.-]+:)?Envelope\\s*>");
    private static final Pattern AMPERSAND = Pattern.compile("&(?!(?:amp|lt|gt|quot|apos|#\\d{1,7}|#x[0-9a-fA-F]{1,6});)");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

    private ReplyText() {
    }

    /** Returns the first envelope; all of the text if there is none, or if it declares a document type, which the parser refuses. */
    static String of(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, charset(bytes, length));
        if (text.contains("<!DOCTYPE")) {
            return text;
        }
        Matcher start = START.matcher(text);
        int from = start.find() ? start.start() : Math.max(0, text.indexOf('<'));
        Matcher end = END.matcher(text);
        int to = end.find(from) ? end.end() : Math.max(from, text.lastIndexOf('>') + 1);
        String envelope = CONTROL.matcher(text.substring(from, to)).replaceAll("");
        return AMPERSAND.matcher(envelope).replaceAll("&amp;");
    }

    private static Charset charset(byte[] bytes, int length) {
        if (length > 1 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xff + 0xfe) {
            return StandardCharsets.UTF_16; // a byte order mark
        }
        Matcher declared = ENCODING.matcher(new String(bytes, 0, Math.min(length, PROLOG), StandardCharsets.ISO_8859_1));
        return declared.find() && Charset.isSupported(declared.group(1)) ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
    }
}
