/**
 * What the shell of Karaf needs beyond Gogo: completion of the words of the camera commands, and {@code camera:help}. The commands are the
 * Gogo functions of {@code org.obscura.camera.shell}, whose {@code CommandCompleter} has the grammar. No name is registered twice, since
 * Karaf removes both commands of a name when one of them is removed. Karaf calls the completer of every command for every line, so the
 * completer of {@code camera:help} serves all commands of the scope.
 */
package org.obscura.camera.shell.karaf;
