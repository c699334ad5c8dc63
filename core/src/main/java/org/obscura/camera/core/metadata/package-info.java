/**
 * Metadata in pictures: which values the keys can have, and how they are written. {@code MetadataTable} says for every key its type
 * and its places; a class each writes EXIF, XMP and the files of each format. The engine knows {@code MetadataSchema} and
 * {@code MetadataWriter} alone; nobody outside of this bundle sees the package.
 */
package org.obscura.camera.core.metadata;
