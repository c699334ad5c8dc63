package org.obscura.camera.support.config;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Takes a value of a configuration apart: a scalar, an array, a collection, or the text of a file that stands for several. */
final class ConfigText {
    private ConfigText() {
    }

    /** Returns the texts of all values, without white space around them; none for null. */
    static List<String> values(Object value) {
        List<Object> all = new ArrayList<>();
        if (value instanceof Collection<?> collection) {
            all.addAll(collection);
        } else if (value != null && value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                all.add(Array.get(value, i));
            }
        } else if (value != null) {
            all.add(value);
        }
        return all.stream().map(each -> String.valueOf(each).strip()).toList();
    }

    /** Returns the elements of lists whose elements are separated by commas; empty ones are left out. */
    static List<String> elements(Object value) {
        return values(value).stream().flatMap(each -> Arrays.stream(each.split(","))).map(String::strip).filter(each -> !each.isEmpty())
                .toList();
    }

    /** Returns the pairs of lists, in which a comma begins the next pair only if a name and a separator follow. */
    static List<String> pairs(Object value, char separator) {
        String next = ",(?=[^," + separator + "]*" + separator + ")";
        return values(value).stream().flatMap(each -> Arrays.stream(each.split(next)))
                .map(each -> each.replaceAll("[\\s,]+$", "").strip()).filter(each -> !each.isEmpty()).toList();
    }

    /** Returns what is in front of the equals sign; an empty text without one. */
    static String nameOf(String pair) {
        return pair.substring(0, Math.max(0, pair.indexOf('='))).strip();
    }

    /** Returns what follows the equals sign. */
    static String valueOf(String pair) {
        return pair.substring(pair.indexOf('=') + 1).strip();
    }
}
