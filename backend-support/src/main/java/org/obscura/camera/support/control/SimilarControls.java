package org.obscura.camera.support.control;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.support.config.SimilarWords;

/** Finds which controls of a device were meant by a key that it does not have. */
public final class SimilarControls {
    /** Of a device with few controls all are named, of another those of the same group. */
    private static final int FEW = 4;
    private static final int MAX_NAMED = 8;
    /** A shorter word is the beginning of too many. */
    private static final int MIN_BEGINNING = 3;

    private SimilarControls() {
    }

    /** Returns why a device does not have a control, and which it has instead: one that is meant, or those of its group. */
    public static String missing(String key, List<ControlInfo> offered) {
        if (offered.isEmpty()) {
            return "the device has no controls";
        }
        return "the device has no such control; " + find(key, offered).map(meant -> "did you mean '" + meant + "'?")
                .orElseGet(() -> "it has " + named(key, offered.stream().map(ControlInfo::key).toList()));
    }

    /** Returns the control of a device that is meant by another name or a misspelt key. */
    static Optional<String> find(String key, List<ControlInfo> offered) {
        return ControlSchema.isKnown(key) ? Optional.empty()
                : findByName(key, offered).or(() -> SimilarWords.find(key, offered.stream().map(ControlInfo::key).toList()));
    }

    /** Returns the control of a device that its driver, or another program, calls so: image.brightness for v4l2.brightness. */
    static Optional<String> findByName(String key, List<ControlInfo> offered) {
        String[] wanted = words(ControlSchema.isOfKnownGroup(key) ? key : key.substring(key.indexOf('.') + 1));
        return offered.stream().filter(each -> hasAll(words(each.label()), wanted))
                .min(Comparator.comparingInt((ControlInfo each) -> words(each.label()).length).thenComparing(ControlInfo::key))
                .map(ControlInfo::key);
    }

    /** Returns whether some words have each of others in full, or as the beginning of one: auto of automatic. */
    private static boolean hasAll(String[] words, String[] wanted) {
        return wanted.length > 0 && Arrays.stream(wanted).allMatch(each -> Arrays.stream(words)
                .anyMatch(word -> word.equals(each) || each.length() >= MIN_BEGINNING && word.startsWith(each)));
    }

    private static String[] words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")).filter(word -> !word.isEmpty())
                .toArray(String[]::new);
    }

    private static String named(String key, List<String> all) {
        String group = key.substring(0, key.indexOf('.') + 1);
        List<String> named = all.size() <= FEW ? all
                : all.stream().filter(each -> !group.isEmpty() && each.startsWith(group)).limit(MAX_NAMED).toList();
        int others = all.size() - named.size();
        String names = String.join(", ", named);
        return others == 0 ? names : (names.isEmpty() ? "" : names + " and ") + others + (others == 1 ? " other" : " others");
    }
}
