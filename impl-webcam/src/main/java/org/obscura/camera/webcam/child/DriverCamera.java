package org.obscura.camera.webcam.child;

import java.nio.ByteBuffer;

/** An open camera. There is no way to close it but to end the process, which works whatever state it is in. */
interface DriverCamera {

    /** The number of a frame, those that were let go by included, and when it came. */
    record Exposure(long sequence, long micros) {
    }

    int width();

    int height();

    /**
     * Waits, for ever if need be, for a frame exposed after this call, lets others go by before that, and writes it as BGR from position 0.
     */
    Exposure expose(ByteBuffer target, int others) throws DriverException;
}
