/** The JMX view of a camera. */
package org.obscura.camera.core.management;
