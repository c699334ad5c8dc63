package org.obscura.camera.core.image;

import org.obscura.camera.spi.Frame;

/** A frame for an encoder, which stays open if the encoder closes it: others read it at the same time and after it. */
final class LentFrame extends ForwardingFrame {
    LentFrame(Frame frame) {
        super(frame);
    }

    @Override
    public void close() {
        // its owner closes it
    }
}
