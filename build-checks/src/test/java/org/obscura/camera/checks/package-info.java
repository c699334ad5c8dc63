/** Checks of what the compiler does not see: the architecture, the line length and the words of all modules. */
package org.obscura.camera.checks;
