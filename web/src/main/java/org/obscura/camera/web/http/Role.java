package org.obscura.camera.web.http;

/** What a user may do. Each role includes those before it. */
public enum Role {
    /** Nothing. */
    NONE,
    /** See cameras, images and events. */
    VIEW,
    /** Take images, and set controls and metadata. */
    OPERATE,
    /** Start and stop cameras, set their resolution, search for cameras and configure those that are found. */
    CONFIGURE;

    /** Returns whether it includes another one. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
