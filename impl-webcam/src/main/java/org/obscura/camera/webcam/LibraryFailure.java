package org.obscura.camera.webcam;

/** Says in a sentence why the library does not work, and what to do. */
final class LibraryFailure {
    private LibraryFailure() {
    }

    /**
     * Explains.
     *
     * @param message what was thrown
     * @param printed what was printed before
     */
    static String explain(String message, String printed) {
        return "The library webcam-capture does not work: " + message + (printed.isEmpty() ? "" : "; it printed: " + printed);
    }
}
