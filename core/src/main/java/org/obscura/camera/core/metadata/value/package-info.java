/**
 * The types of metadata values: which values a key accepts, how text and other types are converted, and the fractions that EXIF
 * and XMP store. Knows nothing of files.
 */
@NullMarked
package org.obscura.camera.core.metadata.value;

import org.jspecify.annotations.NullMarked;
