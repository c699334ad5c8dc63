package org.obscura.camera.webcam.child;

/** Why the child cannot do what it is asked. */
public final class DriverException extends Exception {
    private static final long serialVersionUID = 1;

    /** What is wrong; travels by its name. */
    public enum Kind {
        /** No such camera, or it does not deliver any more. */
        GONE,
        /** The camera has no such size. */
        SIZE,
        /** The camera did not start. */
        START,
        /** The library or the driver itself does not work on this machine. */
        LIBRARY,
        /** Anything else. */
        FAILED
    }

    /** What is wrong. */
    private final Kind kind;

    /**
     * Makes a fault.
     *
     * @param kind what is wrong
     * @param message a sentence
     */
    public DriverException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /**
     * Returns what is wrong.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }
}
