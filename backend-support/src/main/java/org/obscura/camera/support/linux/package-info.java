/**
 * What Linux tells of video devices without opening them: nodes below {@code /dev}, sysfs, procfs. A bundle that uses the package embeds
 * it.
 */
package org.obscura.camera.support.linux;
