/** Dispatches events to listeners and to EventAdmin, in order, on one thread. Knows nothing of cameras but their ids. */
package org.obscura.camera.core.event;
