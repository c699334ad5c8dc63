/** A network camera on loopback with the faults of real ones, for tests. */
package org.obscura.camera.ip.server;
