package org.obscura.camera.v4l2;

/**
 * What a driver says of a node.
 *
 * @param driver the name of the driver, such as {@code uvcvideo}
 * @param card what the driver calls the device
 * @param flags what this node can do
 */
record Capability(String driver, String card, int flags) {
    private static final int VIDEO_CAPTURE = 0x1;
    private static final int STREAMING = 0x0400_0000;

    /** Returns whether images come from this node: a camera's node for metadata, and one for output, say no. */
    boolean captures() {
        return (flags & VIDEO_CAPTURE) != 0 && (flags & STREAMING) != 0;
    }
}
