package org.obscura.camera.core.metadata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A list of texts; as one text its members stand between semicolons, in double quotes where they contain a semicolon themselves. */
record TextListKind() implements ValueKind {
    private static final Pattern MEMBER = Pattern.compile("\\G\\s*(?:\"((?:[^\"]|\"\")*)\"|([^;]*?))\\s*(;|\\z)");

    @Override
    public Object convert(Object value) {
        List<String> members = new ArrayList<>();
        int length = 0;
        for (Object member : raw(value)) {
            if (!(member instanceof CharSequence)) {
                throw ValueKind.refused("must be a list of texts, but has the member " + ValueKind.shown(member));
            }
            String clean = TextKind.clean(member.toString());
            length += clean.length() + 2;
            members.add(clean);
        }
        if (members.isEmpty()) {
            throw ValueKind.refused("has no member; give it one, or null to remove the key");
        }
        if (length > TextKind.MAX_LENGTH) {
            throw ValueKind.refused("has " + length + " characters in all, too many to be stored in a picture; at most "
                    + TextKind.MAX_LENGTH + " can be");
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
        throw ValueKind.refused("must be a list of texts, or one text with semicolons between its members, but is "
                + ValueKind.shown(value));
    }

    @Override
    public String typeName() {
        return "List<String>";
    }

    /** The members of {@link #join(List, String)}. */
    static List<String> split(String text) {
        List<String> members = new ArrayList<>();
        Matcher member = MEMBER.matcher(text);
        while (member.find()) {
            String plain = member.group(1) == null ? member.group(2) : member.group(1).replace("\"\"", "\"");
            if (!plain.isBlank()) {
                members.add(plain);
            }
            if (member.group(3).isEmpty()) {
                break;
            }
        }
        return members;
    }

    /** One text of all members, quoted as the Metadata Working Group says for EXIF's Artist. */
    static String join(List<?> members, String separator) {
        StringBuilder text = new StringBuilder();
        for (Object each : members) {
            String member = each.toString();
            boolean quote = member.indexOf(';') >= 0 || member.startsWith("\"");
            text.append(text.isEmpty() ? "" : separator).append(quote ? '"' + member.replace("\"", "\"\"") + '"' : member);
        }
        return text.toString();
    }
}
