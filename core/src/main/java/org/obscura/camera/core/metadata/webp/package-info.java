/** WebP: metadata in the chunks of the RIFF container. */
package org.obscura.camera.core.metadata.webp;
