/**
 * Backend for any program that writes images to its output: ffmpeg for RTSP, HLS and the webcams of other systems, rpicam, gphoto2,
 * GStreamer, or a command of the user. Each configuration {@code org.obscura.camera.process~NAME} is one device {@code process:NAME},
 * registered while its program is installed.
 */
package org.obscura.camera.process;
