package org.obscura.camera.web.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;

import org.obscura.camera.support.config.Durations;
import org.obscura.camera.support.text.Json;

/** The JSON of the HTTP API, in which a duration is a text such as {@code 10ms}. */
public final class JsonText {
    private static final int MAX_DEPTH = 16;

    private JsonText() {
    }

    /** Returns a value as JSON. */
    public static String of(Object value) {
        return Json.compact(value, Durations::format);
    }

    /** Reads an object; an empty body is an empty object. */
    public static Map<String, Object> object(byte[] body) throws HttpException {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw new HttpException(400, "The body is not UTF-8; send its text in that encoding");
        }
        if (text.isBlank()) {
            return Map.of();
        }
        checkDepth(text);
        try {
            return JsonParser.object().from(text);
        } catch (JsonParserException e) {
            throw new HttpException(400, "The body is not a JSON object: " + e.getMessage());
        }
    }

    /** Refuses text that is nested too deeply: the parser calls itself for what is nested. */
    private static void checkDepth(String text) throws HttpException {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
                if (depth > MAX_DEPTH) {
                    throw new HttpException(400, "The body is nested more than " + MAX_DEPTH + " levels");
                }
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
    }
}
