package org.obscura.camera.core.metadata.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A list of texts; as one text its members stand between semicolons, in double quotes where they contain a semicolon themselves. */
public record TextListType() implements ValueType {
    @Override
    public Object convert(Object value) {
        List<String> members = new ArrayList<>();
        int length = 0;
        for (Object member : raw(value)) {
            if (!(member instanceof CharSequence)) {
                throw ValueType.refused("must be a list of texts, but has the member " + ValueType.shown(member));
            }
            String clean = TextType.clean(member.toString());
            length += clean.length() + 2;
            members.add(clean);
        }
        if (members.isEmpty()) {
            throw ValueType.refused("has no member; give it one, or null to remove the key");
        }
        if (length > TextType.MAX_LENGTH) {
            throw ValueType.refused("has " + length + " characters in all, too many to be stored in an image; at most "
                    + TextType.MAX_LENGTH + " can be");
        }
        return List.copyOf(members);
    }

    private static List<?> raw(Object value) {
        if (value instanceof CharSequence text) {
            return split(text.toString());
        }
        if (value instanceof Collection<?> list) {
            return new ArrayList<>(list);
        }
        if (value instanceof Object[] array) {
            return Arrays.asList(array);
        }
        throw ValueType.refused("must be a list of texts, or one text with semicolons between its members, but is "
                + ValueType.shown(value));
    }

    @Override
    public String typeName() {
        return "List<String>";
    }

    /** Returns the members of {@link #join(List, String)}. */
    public static List<String> split(String text) {
        List<String> members = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
                start++;
            }
            StringBuilder quoted = new StringBuilder();
            int end = start < text.length() && text.charAt(start) == '"' ? unquote(text, start + 1, quoted) : -1;
            String member = quoted.toString();
            if (end < 0) {
                int semicolon = text.indexOf(';', start);
                end = semicolon < 0 ? text.length() : semicolon;
                member = text.substring(start, end).strip();
            }
            if (!member.isBlank()) {
                members.add(member);
            }
            at = end + 1;
        }
        return members;
    }

    /** Reads what is in double quotes; returns where the semicolon or the end after it is, or -1 if it is not of that form. */
    private static int unquote(String text, int from, StringBuilder quoted) {
        for (int at = from; at < text.length(); at++) {
            if (text.charAt(at) != '"') {
                quoted.append(text.charAt(at));
            } else if (text.startsWith("\"\"", at)) {
                quoted.append('"');
                at++;
            } else {
                int end = at + 1;
                while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
                    end++;
                }
                return end == text.length() || text.charAt(end) == ';' ? end : -1;
            }
        }
        return -1;
    }

    /** Returns one text of all members, quoted as the Metadata Working Group says for EXIF's Artist. */
    public static String join(List<?> members, String separator) {
        StringBuilder text = new StringBuilder();
        for (Object each : members) {
            String member = each.toString();
            boolean quote = member.indexOf(';') >= 0 || member.startsWith("\"");
            text.append(text.isEmpty() ? "" : separator).append(quote ? '"' + member.replace("\"", "\"\"") + '"' : member);
        }
        return text.toString();
    }
}
