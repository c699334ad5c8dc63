package org.obscura.camera.shell;

/** Which words can be proposed for a value. */
enum Completion {
    /** Those of the parameter's type, if it is an enumeration; else none. */
    NONE,
    /** The ids of the cameras. */
    CAMERA,
    /** The devices, the backends, and {@code any}. */
    DEVICE,
    /** The sizes that the devices in use offer. */
    RESOLUTION,
    /** The formats that every installation can write. */
    FORMAT,
    /** The known keys of metadata, each followed by {@code =}. */
    METADATA_SETTING,
    /** The keys of metadata that are set, and the known ones. */
    METADATA_KEY,
    /** The controls of the devices in use, each followed by {@code =}, and behind that by one of its choices, if it has them. */
    CONTROL_SETTING,
    /** The same, with more choices behind commas. */
    CONTROL_BRACKET,
    /** The camera commands. */
    COMMAND,
    /** The names of the sinks. */
    SINK,
    /** The names of the triggers. */
    TRIGGER
}
