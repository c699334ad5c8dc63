/**
 * Programs that run for a backend or a sink, without a shell: an end to each whatever it does, and a reason from what it printed. A bundle
 * that uses the package embeds it.
 */
package org.obscura.camera.support.process;
