/**
 * The log, which gets only text that is safe to print.
 */
package org.obscura.camera.support.logging;
