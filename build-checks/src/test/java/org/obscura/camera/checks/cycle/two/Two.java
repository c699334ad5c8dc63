package org.obscura.camera.checks.cycle.two;

import org.obscura.camera.checks.cycle.one.One;

/** Uses its counterpart, which uses it. */
public record Two(One other) {
}
