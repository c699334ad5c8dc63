/** The JMX view of a camera. */
@NullMarked
package org.obscura.camera.core.management;

import org.jspecify.annotations.NullMarked;
