package org.obscura.camera.checks.cycle.one;

import org.obscura.camera.checks.cycle.two.Two;

/** Uses its counterpart, which uses it. */
public record One(Two other) {
}
