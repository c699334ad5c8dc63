/** The log of the bundle, over an OSGi Log service that may come and go. */
package org.obscura.camera.core.logging;
