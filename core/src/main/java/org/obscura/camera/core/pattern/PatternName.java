package org.obscura.camera.core.pattern;

/**
 * A name that a pattern makes for an image, before its number is known.
 *
 * @param before what stands before the number; the whole name if there is none
 * @param digits how many digits the number has at least; 0: there is no number
 * @param after what stands after the number
 * @param key what the counted names have in common: names of the same key share their numbers
 * @param start how all names of the key begin
 * @param beforeForm a regular expression for what stands before the number in names of the key
 * @param afterForm one for what stands after it
 */
public record PatternName(String before, int digits, String after, String key, String start, String beforeForm, String afterForm) {

    /** Returns the whole name of one without a number. */
    public String whole() {
        return before;
    }
}
