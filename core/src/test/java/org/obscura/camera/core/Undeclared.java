package org.obscura.camera.core;

/** Throws what a method does not declare, as code can that is not written in Java. */
public final class Undeclared {
    private Undeclared() {
    }

    /** Throws anything; declared to return an exception so that a caller can write {@code throw}. */
    public static RuntimeException thrown(Throwable any) {
        return Undeclared.<RuntimeException>rethrow(any);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException rethrow(Throwable any) throws T {
        throw (T) any;
    }
}
