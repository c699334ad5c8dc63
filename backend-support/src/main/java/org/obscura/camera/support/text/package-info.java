/**
 * Text that comes from outside and is shown to people: in the shell, the log and events.
 */
package org.obscura.camera.support.text;
