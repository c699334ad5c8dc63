/**
 * The API for applications: a {@link org.obscura.camera.Camera} and its {@link org.obscura.camera.CameraCapture}, one pair of
 * services per configured camera, both registered with the service property {@value org.obscura.camera.CameraEvents#CAMERA_ID}.
 * <p>
 * The core bundle implements both and keeps them registered while devices come and go. An application implements only
 * {@link org.obscura.camera.CaptureListener}, or an {@code EventHandler} on the topics of {@link org.obscura.camera.CameraEvents}.
 * An {@link org.obscura.camera.ImageSink} delivers saved images elsewhere; an {@link org.obscura.camera.ImageOutbox} keeps those that
 * wait for it.
 * The terms are those of Qt's {@code Camera} and {@code CameraCapture} QML types.
 */
@Export
@NullMarked
@Version("1.0.0")
package org.obscura.camera;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
