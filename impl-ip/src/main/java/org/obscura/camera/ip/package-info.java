/**
 * Backend for network cameras: HTTP still images, HTTP MJPEG and ONVIF. Each configuration {@code org.obscura.camera.ip~NAME} is one device
 * {@code ip:NAME}, registered while its host can be reached. RTSP needs a program that decodes it and belongs to the backend for programs.
 */
package org.obscura.camera.ip;
