/**
 * The runnable jar's front door, for Felix alone: runs what the command line, a pipe or a terminal says in one Gogo session, and ends
 * the JVM with the exit code. It knows Gogo and nothing of cameras.
 */
package org.obscura.camera.launcher;
