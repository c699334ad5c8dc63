/**
 * What happens to images after a capture, from configuration: the outbox of each sink, and the sinks that need nothing but the JDK.
 */
package org.obscura.camera.sinks;
