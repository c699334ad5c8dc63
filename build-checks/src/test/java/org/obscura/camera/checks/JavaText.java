package org.obscura.camera.checks;

/** Reduces Java source to its comments and literals: all other characters become spaces, so that offsets and lines stay. */
final class JavaText {
    private final String source;
    private final StringBuilder text = new StringBuilder();
    private int at;

    private JavaText(String source) {
        this.source = source;
    }

    static String of(String source) {
        return new JavaText(source).read();
    }

    private String read() {
        while (at < source.length()) {
            if (source.startsWith("//", at)) {
                keepThrough("\n", 2);
            } else if (source.startsWith("/*", at)) {
                keepThrough("*/", 2);
            } else if (source.startsWith("\"\"\"", at)) {
                keepThrough("\"\"\"", 3);
            } else if (source.charAt(at) == '"') {
                keepThrough("\"", 1);
            } else if (source.charAt(at) == '\'') {
                keepThrough("'", 1);
            } else {
                char next = source.charAt(at++);
                text.append(next == '\n' ? next : ' ');
            }
        }
        return text.toString();
    }

    /** Keeps what begins here up to its end mark; in a literal a backslash hides the character after it. */
    private void keepThrough(String end, int start) {
        boolean literal = source.charAt(at) != '/';
        int to = at + start;
        while (to < source.length() && !source.startsWith(end, to)) {
            to += literal && source.charAt(to) == '\\' ? 2 : 1;
        }
        to = Math.min(to + end.length(), source.length());
        text.append(source, at, to);
        at = to;
    }
}
