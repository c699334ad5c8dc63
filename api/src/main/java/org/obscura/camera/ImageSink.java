package org.obscura.camera;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Delivers saved images to a place outside of the cameras: a program, a server, a broker. An application registers it as a service
 * (whiteboard) with the service property {@value #NAME}; the sinks bundle keeps an outbox for it, see {@link ImageOutbox}, which takes an
 * image over before its {@code IMAGE_SAVED} is reported and calls the sink until the image is delivered. Service properties of the outbox,
 * all optional: {@value CameraEvents#CAMERA_ID} (a {@code String}, or an array of them: only images of these cameras; absent: of all),
 * {@value #KIND} and {@value #TARGET} for people, {@value #PROBLEM}, and those with the names and defaults of the configuration of
 * the built-in sinks: {@code delete.after.delivery}, {@code retry.delay}, {@code retry.max}, {@code attempts}, {@code outbox.limit},
 * {@code warn.after}, {@code parallel}.
 * <ul>
 * <li><b>Threading:</b> called on a thread of the outbox, one call at a time unless {@code parallel} allows more. A slow sink delays
 * neither cameras nor other sinks.
 * <li><b>Ordering:</b> images of one camera in the order of their requests: the next one is delivered after the one before it has
 * been delivered or given up.
 * <li><b>Ownership:</b> the file belongs to the camera; a sink reads it.
 * <li><b>Null:</b> never passed.
 * <li><b>Errors:</b> a {@link DeliveryException} says whether another attempt may succeed; any other exception is treated as if it may.
 * <li><b>After unregistration:</b> the thread of a running call is interrupted; images are kept for the next service of the same name.
 * </ul>
 */
@ConsumerType
public interface ImageSink {

    /** Service property, mandatory: the name, under which its outbox survives restarts. The type of the value is {@code String}. */
    String NAME = "camera.sink.name";
    /** Service property: the kind of the sink, such as {@code http}. The type of the value is {@code String}. */
    String KIND = "camera.sink.kind";
    /** Service property: where images are delivered to, without secrets, for people. The type of the value is {@code String}. */
    String TARGET = "camera.sink.target";
    /**
     * Service property: why the sink cannot deliver, in a sentence, such as a wrong configuration; absent or empty if it can. Until the
     * property changes, images wait in its outbox. The type of the value is {@code String}.
     */
    String PROBLEM = "camera.sink.problem";

    /**
     * Delivers an image. Returns once the receiver has acknowledged it: from then on it is not delivered again. If the process ends between
     * the acknowledgement and the return, it is delivered again after the restart, with the same {@link ImageDelivery#id()}.
     *
     * @param delivery the image
     * @throws DeliveryException if it was not acknowledged
     * @throws InterruptedException if the call is to end; the image is delivered later
     */
    void deliver(ImageDelivery delivery) throws DeliveryException, InterruptedException;
}
