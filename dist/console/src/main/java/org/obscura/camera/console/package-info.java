/** The log on standard error, for a framework that has no other place for it. */
package org.obscura.camera.console;
