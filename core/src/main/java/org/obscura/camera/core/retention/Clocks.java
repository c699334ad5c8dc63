package org.obscura.camera.core.retention;

import java.util.function.LongSupplier;

/**
 * The clock of the system, in milliseconds since 1970, and one that cannot be set, in nanoseconds.
 *
 * @param wall the first
 * @param steady the second
 */
record Clocks(LongSupplier wall, LongSupplier steady) {
    static Clocks system() {
        return new Clocks(System::currentTimeMillis, System::nanoTime);
    }

    long millis() {
        return wall.getAsLong();
    }

    long nanos() {
        return steady.getAsLong();
    }
}
