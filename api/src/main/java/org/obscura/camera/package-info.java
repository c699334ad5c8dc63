/**
 * What an application sees: a {@link org.obscura.camera.Camera} and its {@link org.obscura.camera.CameraCapture}, one pair of
 * services per configured camera, both with the service property {@value org.obscura.camera.CameraEvents#CAMERA_ID}.
 * <p>
 * The core bundle registers the pair and keeps it while camera devices come and go under it. An application implements only
 * {@link org.obscura.camera.CaptureListener}, or an {@code EventHandler} on the topics of {@link org.obscura.camera.CameraEvents}.
 * The words are those of Qt's {@code Camera} and {@code CameraCapture} QML types.
 */
@Export
@Version("1.0.0")
package org.obscura.camera;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
