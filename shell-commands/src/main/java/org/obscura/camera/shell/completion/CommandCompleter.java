package org.obscura.camera.shell.completion;

import java.util.List;
import java.util.SortedMap;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Completes and explains the camera commands. Registered as a service by the bundle of the commands. Safe for use by several
 * threads; no call opens a device.
 */
@ProviderType
public interface CommandCompleter {
    /** The scope of all camera commands. */
    String SCOPE = "camera";

    /**
     * Returns the words that can stand at the cursor.
     *
     * @param command the name of a command, without its scope
     * @param words the words behind it up to the cursor; the last one is the beginning that was typed, possibly empty
     * @return the words that begin so, in the order in which to show them; empty if any word can stand there, or the command is unknown
     */
    List<Proposal> complete(String command, List<String> words);

    /**
     * Returns how to use a command.
     *
     * @param command the name of a command, with or without its scope; null for a list of all
     * @return lines of text
     * @throws IllegalArgumentException if there is no such command; the message names a similar one
     */
    String getHelp(String command);

    /**
     * Returns the commands.
     *
     * @return what each command does, by its name without scope
     */
    SortedMap<String, String> getCommands();
}
