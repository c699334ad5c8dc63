package org.obscura.camera.support.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant by a misspelt one. */
public final class SimilarWords {
    private SimilarWords() {
    }

    /** Returns the most similar of some words, if any differs from the given one by less than about a third of its characters. */
    public static Optional<String> find(String word, Collection<String> words) {
        String wanted = letters(word);
        String first = wanted.substring(0, Math.min(1, wanted.length())); // the one that is least often the wrong one
        int limit = Math.max(1, wanted.length() / 3);
        return words.stream().filter(each -> distance(wanted, letters(each)) <= limit)
                .min(Comparator.comparingInt((String each) -> distance(wanted, letters(each)))
                        .thenComparing(each -> !letters(each).startsWith(first)).thenComparing(Comparator.naturalOrder()));
    }

    /** Returns a sentence part such as {@code ; did you mean 'quality'?}, or an empty text. */
    public static String hint(String word, Collection<String> words) {
        return find(word, words).map(similar -> "; did you mean '" + similar + "'?").orElse("");
    }

    /** Returns a word in lower case without separators: case and separators are the parts of a key that are confused most often. */
    private static String letters(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[._ -]", "");
    }

    /** Counts the characters to insert, delete, replace or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
