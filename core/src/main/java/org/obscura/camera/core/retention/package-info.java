/**
 * The deletion of old images. A ledger beside the images says which files a camera wrote; only those are deleted, off the path of a
 * capture.
 */
@NullMarked
package org.obscura.camera.core.retention;

import org.jspecify.annotations.NullMarked;
