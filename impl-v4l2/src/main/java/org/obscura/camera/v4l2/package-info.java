/**
 * Backend for the cameras of Linux, through the kernel's V4L2 API. {@link org.obscura.camera.v4l2.Discovery} finds the nodes below {@code
 * /dev}, {@link org.obscura.camera.v4l2.V4l2Device} is one camera, and {@link org.obscura.camera.v4l2.CaptureSession} is one that is open:
 * it alone touches the descriptor, on one thread. {@link org.obscura.camera.v4l2.Kernel} is the border to native code.
 */
package org.obscura.camera.v4l2;
