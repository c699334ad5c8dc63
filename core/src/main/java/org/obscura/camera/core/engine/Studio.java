package org.obscura.camera.core.engine;

import org.obscura.camera.core.Log;
import org.obscura.camera.core.announce.Announcer;
import org.obscura.camera.core.image.Previews;

/** What all cameras share. */
public record Studio(DevicePool devices, Workers workers, Announcer announcer, Darkroom darkroom, Previews previews, Log log) {
}
