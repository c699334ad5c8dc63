/**
 * The controls of V4L2: what a driver lists, how that is a control of the API, and what is set and restored. How a request reaches the
 * driver is left to the bundle that embeds the package.
 */
package org.obscura.camera.support.v4l2;
