/**
 * What the shell of Karaf can do beyond Gogo: completion of the words of the camera commands, and {@code camera:help}. The commands
 * themselves stay the Gogo functions of {@code org.obscura.camera.shell}, and no name is registered twice: Karaf forgets both commands
 * of a name as soon as one of them goes. Karaf asks the completer of every command about every line, so the completer of
 * {@code camera:help} answers for all commands of the scope, by what their functions say of their parameters.
 */
package org.obscura.camera.shell.karaf;
