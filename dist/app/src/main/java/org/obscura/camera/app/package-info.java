/** Builds the runnable jar; not a part of it. */
package org.obscura.camera.app;
