package org.obscura.camera;

import java.io.Serializable;

/**
 * What the retention of a camera keeps, and what it has deleted since the registration of the service. An immutable snapshot of the last
 * round.
 *
 * @param images the number of images that it keeps; those outside of the camera's folder do not count
 * @param bytes how many bytes they have
 * @param deletedImages the number of images that it deleted
 * @param deletedBytes how many bytes they had
 * @param problem why a limit is exceeded although nothing more may be deleted, as a sentence for people; "" if none is
 */
public record RetentionStatus(long images, long bytes, long deletedImages, long deletedBytes, String problem) implements Serializable {
}
