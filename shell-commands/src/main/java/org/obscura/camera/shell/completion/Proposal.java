package org.obscura.camera.shell.completion;

import java.util.Objects;

/**
 * A word that can stand at the cursor.
 *
 * @param word the word
 * @param description what it means; empty if the word says it
 * @param isComplete whether a space follows; otherwise the word is continued, as by the value behind {@code KEY=}
 */
public record Proposal(String word, String description, boolean isComplete) {
    /** Validates the components. */
    public Proposal {
        Objects.requireNonNull(word, "word");
        Objects.requireNonNull(description, "description");
    }

    /**
     * Returns a complete word that needs no description.
     *
     * @param word the word
     * @return the proposal
     */
    public static Proposal of(String word) {
        return new Proposal(word, "", true);
    }
}
