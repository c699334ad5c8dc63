/**
 * The program in the runnable jar: starts a Felix framework with the bundles in the jar, runs what the command line, a pipe or a terminal
 * says in one Gogo session, and ends the JVM with the exit code. {@link org.obscura.camera.launcher.Main} is where it begins. It knows the
 * framework, Gogo and the configuration folder, and of cameras only how long their backends search.
 */
package org.obscura.camera.launcher;
