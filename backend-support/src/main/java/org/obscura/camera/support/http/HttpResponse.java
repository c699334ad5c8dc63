package org.obscura.camera.support.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer in HTTP. Its head is read leniently, since cameras end lines as they like.
 *
 * @param status the status
 * @param headers by name in lower case
 * @param body the body without what HTTP does to transfer it
 */
record HttpResponse(int status, Map<String, List<String>> headers, InputStream body) {
    private static final int LARGEST_HEAD = 1 << 16;
    /** The message where the connection ends within the head of an answer, or before it. */
    static final String NO_ANSWER = "The connection ended before an answer";

    private static final Pattern STATUS = Pattern.compile("HTTP/\\d(?:\\.\\d)?\\s+(\\d{3}).*");

    /** Thrown where an answer is none in HTTP. */
    static final class NoHttpException extends IOException {
        private static final long serialVersionUID = 1;

        NoHttpException(String message) {
            super(message);
        }
    }

    static HttpResponse read(InputStream in) throws IOException {
        int[] left = {LARGEST_HEAD};
        Matcher status = STATUS.matcher(line(in, left));
        if (!status.matches()) {
            throw new NoHttpException("the answer does not begin with HTTP and a status");
        }
        Map<String, List<String>> headers = new HashMap<>();
        List<String> last = new ArrayList<>();
        for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
            int colon = line.indexOf(':');
            if (Character.isWhitespace(line.charAt(0))) {
                // the rest of the header before, which old servers fold (RFC 9112, 5.2)
                String rest = line.strip();
                if (!last.isEmpty()) {
                    last.add((last.remove(last.size() - 1) + ' ' + rest).strip());
                }
            } else if (colon > 0) {
                last = headers.computeIfAbsent(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), name -> new ArrayList<>());
                last.add(line.substring(colon + 1).strip());
            }
        }
        HttpResponse raw = new HttpResponse(Integer.parseInt(status.group(1)), headers, in);
        if (raw.header("transfer-encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
            return new HttpResponse(raw.status, headers, new ChunkedInputStream(in));
        }
        // a length of a multipart stream would be none of the whole
        boolean endless = raw.header("content-type").toLowerCase(Locale.ROOT).startsWith("multipart/");
        return raw.length() < 0 || endless ? raw : new HttpResponse(raw.status, headers, new LimitedInputStream(in, raw.length()));
    }

    private static String line(InputStream in, int[] left) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException(NO_ANSWER);
            }
            if (--left[0] < 0) {
                throw new IOException("the head of the answer has more than " + LARGEST_HEAD + " bytes, the most that are read");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** Returns the first header of a name in lower case; "" if there is none. */
    String header(String name) {
        return headers.getOrDefault(name, List.of("")).get(0);
    }

    /** Returns how many bytes the body claims to have; negative if it claims nothing. */
    long length() {
        try {
            return Long.parseLong(header("content-length"));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Ends after a number of bytes. */
    private static final class LimitedInputStream extends InputStream {
        private final InputStream in;
        private long left;

        LimitedInputStream(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int count = in.read(target, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }
    }

    /** Takes chunks apart (RFC 9112, 7.1). */
    private static final class ChunkedInputStream extends InputStream {
        private static final int LONGEST_LINE = 1024;
        private final InputStream in;
        private long left;
        private boolean first = true;
        private boolean ended;

        ChunkedInputStream(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0 && !ended) {
                next();
            }
            if (ended) {
                return -1;
            }
            int count = in.read(target, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("The connection ended within a chunk");
            }
            left -= count;
            return count;
        }

        private void next() throws IOException {
            int[] limit = {LONGEST_LINE};
            if (!first) {
                line(in, limit);
            }
            first = false;
            String size = line(in, limit).replaceFirst(";.*", "").strip();
            try {
                left = Long.parseLong(size, 16);
            } catch (NumberFormatException e) {
                throw new NoHttpException("a chunk of the answer has no length");
            }
            ended = left <= 0;
        }
    }
}
