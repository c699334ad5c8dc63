/**
 * The Gogo commands of scope {@code camera}: one class a command, over the services of the API alone. A command is a public method with
 * {@code @Descriptor}, {@code @Parameter} and {@code @Label}; {@link org.obscura.camera.shell.CommandSpec} is the one grammar that reads
 * those annotations, for parsing, help and completion in every shell.
 */
package org.obscura.camera.shell;
