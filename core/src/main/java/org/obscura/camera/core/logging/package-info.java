/** The log of the bundle, over an OSGi Log service that may come and go. */
@NullMarked
package org.obscura.camera.core.logging;

import org.jspecify.annotations.NullMarked;
