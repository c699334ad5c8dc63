package org.obscura.camera.core.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pattern of one name in a path. */
final class Segment {
    private static final Pattern RUN = Pattern.compile("[0-9]+|\\p{L}+|[^0-9\\p{L}]+");

    private final List<Part> parts;
    private final String suffix;

    private Segment(List<Part> parts, String suffix) {
        this.parts = parts;
        this.suffix = suffix;
    }

    /**
     * Checks a segment.
     *
     * @param isLast whether it is that of the file, which may have a counter, or is empty for a folder
     * @throws IllegalArgumentException if there is a mistake
     */
    static Segment of(List<Part> parts, boolean isLast) {
        if (parts.isEmpty() && !isLast) {
            throw new IllegalArgumentException(
                    "a '/' at the beginning or after another '/'; write FOLDER/NAME, below the folder of images");
        }
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part instanceof Part.Counter && !isLast) {
                throw new IllegalArgumentException("{counter} is in a folder; it can be in the name of the file alone");
            }
            if (part instanceof Part.Counter && (isTime(parts, i - 1) || isTime(parts, i + 1))) {
                throw new IllegalArgumentException("{counter} stands directly beside a date or time, so that their digits run together; "
                        + "write - or _ between them");
            }
            if (part instanceof Part.Literal literal) {
                literal.text().codePoints().mapToObj(Character::toString).filter(each -> !SafeName.isSafe(each)).findFirst()
                        .ifPresent(Segment::refuse);
            }
        }
        if (parts.size() == 1 && parts.get(0) instanceof Part.Literal literal && literal.text().matches("\\.\\.?")) {
            throw new IllegalArgumentException("'" + literal.text() + "' leads to another folder; write the names of folders alone");
        }
        return isLast ? withoutSuffix(parts) : new Segment(parts, "");
    }

    /**
     * Returns the segment without its suffix, which is what follows the last dot of the text at the end; a dot in or before a field begins
     * none.
     */
    private static Segment withoutSuffix(List<Part> parts) {
        if (parts.isEmpty() || !(parts.get(parts.size() - 1) instanceof Part.Literal literal)) {
            return new Segment(parts, "");
        }
        String text = literal.text();
        int dot = text.lastIndexOf('.');
        if (dot < 0 || dot == 0 && parts.size() == 1) {
            return new Segment(parts, "");
        }
        List<Part> rest = new ArrayList<>(parts.subList(0, parts.size() - 1));
        if (dot > 0) {
            rest.add(new Part.Literal(text.substring(0, dot)));
        }
        return new Segment(rest, text.substring(dot + 1));
    }

    private static boolean isTime(List<Part> parts, int at) {
        return at >= 0 && at < parts.size() && parts.get(at) instanceof Part.Time;
    }

    private static void refuse(String character) {
        int code = character.codePointAt(0);
        String shown = Character.isISOControl(code) || Character.getType(code) == Character.FORMAT
                ? String.format("character U+%04X", code) : "'" + character + "'";
        throw new IllegalArgumentException(shown + " cannot be in a name on every system" + ("\\".equals(character)
                ? "; write / between folders" : "; leave it out, or use - or _"));
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    boolean hasCounter() {
        return parts.stream().anyMatch(Part.Counter.class::isInstance);
    }

    /** Returns the suffix, without the dot; empty if there is none. */
    String suffix() {
        return suffix;
    }

    /** Returns the name for an image. */
    PatternName name(PatternValues values) {
        StringBuilder text = new StringBuilder();
        StringBuilder key = new StringBuilder();
        StringBuilder form = new StringBuilder();
        String before = "";
        String beforeForm = "";
        StringBuilder start = new StringBuilder();
        boolean starts = true;
        int digits = 0;
        for (Part part : parts) {
            if (part instanceof Part.Counter counter) {
                digits = counter.digits();
                before = text.toString();
                beforeForm = form.toString();
                text.setLength(0);
                form.setLength(0);
                key.append("/#/");
                starts = false;
                continue;
            }
            String value = TextPattern.format(part, values);
            if (part instanceof Part.Time time) {
                value = SafeName.value(value);
                key.append('/').append(time.letters()).append('/');
                form.append(form(value));
                starts = false;
            } else {
                value = part instanceof Part.Value ? SafeName.value(value) : value;
                key.append(value);
                form.append(Pattern.quote(value));
                start.append(starts ? value : "");
            }
            text.append(value);
        }
        String known = key.toString().endsWith("/#/") ? key.substring(0, key.length() - "/#/".length()) : key.toString();
        boolean hidden = !parts.isEmpty() && parts.get(0) instanceof Part.Literal;
        if (digits == 0) {
            return new PatternName(SafeName.whole(text.toString(), hidden), 0, "", known, start.toString(), "", "");
        }
        if (!before.isEmpty() && !hidden && before.startsWith(".") || before.startsWith(".obscura-")) {
            before = "_" + before.substring(1);
            start.setLength(0);
            beforeForm = Pattern.quote(before);
        }
        return new PatternName(before, digits, text.toString(), known, start.toString(), beforeForm, form.toString());
    }

    /** Returns a regular expression for a date or time: another one has other digits and words. */
    private static String form(String value) {
        StringBuilder form = new StringBuilder();
        for (Matcher run = RUN.matcher(value); run.find();) {
            int first = run.group().codePointAt(0);
            form.append(first >= '0' && first <= '9' ? "[0-9]+" : Character.isLetter(first) ? "\\p{L}+" : Pattern.quote(run.group()));
        }
        return form.toString();
    }
}
