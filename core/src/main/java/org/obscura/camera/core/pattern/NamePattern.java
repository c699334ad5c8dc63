package org.obscura.camera.core.pattern;

import java.util.ArrayList;
import java.util.List;

/** The pattern of a file's name with its sub-folders, such as {@code {date:yyyy-MM-dd}/{camera}-{time:HHmmss}-{counter:3}}. */
public final class NamePattern {
    private final List<Segment> folders;
    private final Segment name;
    private final boolean hasFields;

    private NamePattern(List<Segment> folders, Segment name, boolean hasFields) {
        this.folders = folders;
        this.name = name;
        this.hasFields = hasFields;
    }

    /** Returns whether a text has fields or other braces, so that it is to be read as a pattern. */
    public static boolean hasBraces(String text) {
        return text.indexOf('{') >= 0 || text.indexOf('}') >= 0;
    }

    /**
     * Reads a pattern. One that ends with {@code /} is that of folders alone.
     *
     * @throws IllegalArgumentException if there is a mistake
     */
    public static NamePattern parse(String text) {
        List<List<Part>> split = new ArrayList<>(List.of(new ArrayList<>()));
        boolean hasFields = false;
        for (Part part : PatternParser.parse(text, true)) {
            if (!(part instanceof Part.Literal literal)) {
                split.get(split.size() - 1).add(part);
                hasFields = true;
                continue;
            }
            String[] texts = literal.text().split("/", -1);
            for (int i = 0; i < texts.length; i++) {
                if (i > 0) {
                    split.add(new ArrayList<>());
                }
                if (!texts[i].isEmpty()) {
                    split.get(split.size() - 1).add(new Part.Literal(texts[i]));
                }
            }
        }
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < split.size(); i++) {
            boolean isLast = i == split.size() - 1;
            segments.add(Segment.of(split.get(i), isLast));
        }
        Segment last = segments.remove(segments.size() - 1);
        return new NamePattern(List.copyOf(segments), last, hasFields);
    }

    /** Returns whether there is a field. */
    public boolean hasFields() {
        return hasFields;
    }

    /** Returns whether it names folders alone. */
    public boolean isFolder() {
        return name.isEmpty();
    }

    /** Returns whether it has sub-folders. */
    public boolean hasFolders() {
        return !folders.isEmpty();
    }

    /** Returns whether there is a counter. */
    public boolean hasCounter() {
        return name.hasCounter();
    }

    /** Returns the suffix at the end of the name, without the dot; empty if there is none. */
    public String suffix() {
        return name.suffix();
    }

    /** Returns the names of the sub-folders for an image, the outermost first. */
    public List<String> folders(PatternValues values) {
        return folders.stream().map(each -> each.name(values).whole()).toList();
    }

    /** Returns the name for an image. */
    public PatternName name(PatternValues values) {
        return name.name(values);
    }
}
