/**
 * Metadata in images. {@code MetadataSchema} checks the values that applications set, {@code MetadataWriter} writes them into encoded
 * images; the other packages of core use these two only. Imports go one way: this package, then a package for each file format
 * ({@code jpeg}, {@code png}, {@code tiff}, {@code webp}), then {@code exif} and {@code xmp}, then {@code schema}, {@code ifd} and
 * {@code value}.
 */
@NullMarked
package org.obscura.camera.core.metadata;

import org.jspecify.annotations.NullMarked;
