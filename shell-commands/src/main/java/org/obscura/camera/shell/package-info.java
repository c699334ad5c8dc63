/**
 * The Gogo commands of scope {@code camera}: one class a command, over the services of the API alone. A command is a public method
 * with {@code @Descriptor} and {@code @Parameter}; {@link org.obscura.camera.shell.Command} reads its words by those annotations, so
 * that Felix's {@code help}, {@code --help} in any shell and the parser say the same.
 */
package org.obscura.camera.shell;
