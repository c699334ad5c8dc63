package org.obscura.camera.webcam.child;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How the bundle and its child process talk: lines of fields, each line from the child behind a mark. */
public final class Protocol {
    /**
     * Begins each line of the child. The natives print to the same descriptor, past Java and with a buffer of their own, so what stands
     * before the mark is theirs.
     */
    public static final String MARK = "\u0001obscura\u0001";
    /** First field of an answer that is good. */
    public static final String OK = "ok";
    /** First field of an answer that is not; then a {@link DriverException.Kind} and a message. */
    public static final String ERROR = "error";
    /** Lists cameras; the answer has three fields for each: id, name, sizes as {@code WxH} with commas between. */
    public static final String LIST = "list";
    /** Opens a camera: id, width, height (0: its own choice), frames to let go by; answered by width and height. */
    public static final String OPEN = "open";
    /** Names the file that takes the frames. */
    public static final String MAP = "map";
    /**
     * Wants a frame exposed from now on: frames to let go by; answered by its number and time in microseconds since 1970, once it is in the
     * file.
     */
    public static final String FRAME = "frame";
    /** Opens the node of a camera for requests about controls, in place of the one before: path, whether to restore at the end. */
    public static final String NODE = "node";
    /** Passes a {@link ControlCall} to the driver of the node; answered by the number of the error, 0 for none, and the call. */
    public static final String CONTROL = "control";
    /** Has the calls that restore the controls, for when the process ends; they replace those before. */
    public static final String AT_END = "atend";

    private Protocol() {
    }

    /**
     * Makes a line.
     *
     * @param fields any text
     * @return one line without its end
     */
    public static String line(List<String> fields) {
        List<String> coded = new ArrayList<>();
        for (String field : fields) {
            coded.add(URLEncoder.encode(field, StandardCharsets.UTF_8));
        }
        return String.join("\t", coded);
    }

    /**
     * Reads a line.
     *
     * @param line what {@link #line(List)} made
     * @return the fields
     * @throws IllegalArgumentException if it is no such line
     */
    public static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        for (String field : line.split("\t", -1)) {
            fields.add(URLDecoder.decode(field, StandardCharsets.UTF_8));
        }
        return fields;
    }
}
