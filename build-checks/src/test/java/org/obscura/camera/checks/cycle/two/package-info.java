/** One half of a cycle of packages and classes, which the architecture test must find. */
package org.obscura.camera.checks.cycle.two;
