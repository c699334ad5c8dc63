package org.obscura.camera.support.logging;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.obscura.camera.support.text.Printable;

/** Stands for an exception in the log whose messages hold characters that are not safe to print; has its stack trace and causes. */
final class PrintableException extends Exception {
    private static final long serialVersionUID = 1;

    /** What the exception says of itself. */
    private final String text;

    private PrintableException(Throwable original, Throwable cause) {
        super(original.getMessage() == null ? null : Printable.of(original.getMessage()), cause, false, true);
        text = Printable.of(original);
        setStackTrace(original.getStackTrace());
    }

    /** Returns the same exception if its messages and those of its causes are safe. */
    static Throwable of(Throwable original) {
        return of(original, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static Throwable of(Throwable original, Set<Throwable> seen) {
        if (original == null || !seen.add(original)) {
            return null; // causes may form a ring
        }
        String text = String.valueOf(original);
        Throwable cause = of(original.getCause(), seen);
        boolean safe = cause == original.getCause() && Printable.of(text).equals(text);
        return safe ? original : new PrintableException(original, cause);
    }

    @Override
    public String toString() {
        return text;
    }
}
