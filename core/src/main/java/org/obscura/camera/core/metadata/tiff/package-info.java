/** TIFF: metadata in the first directory of the file. */
package org.obscura.camera.core.metadata.tiff;
