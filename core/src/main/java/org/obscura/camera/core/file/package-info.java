/**
 * Image files: where an image goes ({@link org.obscura.camera.core.file.Destination}), and how it gets there so that no reader sees half an
 * image and no other file is lost ({@link org.obscura.camera.core.file.FileStore}, {@link org.obscura.camera.core.file.PendingFile}).
 * Depends on the settings of a camera, on nothing else of core.
 */
@NullMarked
package org.obscura.camera.core.file;

import org.jspecify.annotations.NullMarked;
