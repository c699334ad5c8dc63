/** Dispatches events to listeners and to EventAdmin, in order, on one thread. Knows nothing of cameras but their ids. */
@NullMarked
package org.obscura.camera.core.event;

import org.jspecify.annotations.NullMarked;
