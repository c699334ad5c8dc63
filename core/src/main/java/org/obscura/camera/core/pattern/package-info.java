/** Texts with fields in braces, such as {@code {camera}-{time:HHmmss}-{counter:3}}: the names of files, and what is written on images. */
@NullMarked
package org.obscura.camera.core.pattern;

import org.jspecify.annotations.NullMarked;
