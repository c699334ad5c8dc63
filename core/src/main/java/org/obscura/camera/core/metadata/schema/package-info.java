/**
 * The metadata fields: {@code MetadataTable} says for every key its type and its places in EXIF, XMP and PNG, and how the value is
 * encoded in each.
 */
@NullMarked
package org.obscura.camera.core.metadata.schema;

import org.jspecify.annotations.NullMarked;
