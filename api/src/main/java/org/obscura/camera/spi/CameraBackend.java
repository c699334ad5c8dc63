package org.obscura.camera.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reports the status of a backend. A Declarative Services component of each backend bundle, registered with the property {@value #BACKEND}
 * even if the backend has no device.
 * <ul>
 * <li><b>Threading:</b> called from any thread; every method returns without waiting.
 * <li><b>Ordering:</b> state and reason may change between two calls.
 * <li><b>Ownership:</b> no ownership is passed.
 * <li><b>Null:</b> never returned.
 * <li><b>Errors:</b> no method throws; a backend that cannot work reports that here and must not fail to start.
 * <li><b>After unregistration:</b> not called.
 * </ul>
 */
@ConsumerType
public interface CameraBackend {

    /** Service property of backends and devices: the backend's name. The type of the value is {@code String}. */
    String BACKEND = "camera.backend";

    /** The status of a backend. */
    enum BackendState {
        /** The initial scan for devices is running. */
        SEARCHING,
        /** The backend works. Having no device is not an error. */
        OK,
        /** The backend works in part: a device cannot be used, or the scan takes too long. */
        DEGRADED,
        /** The backend cannot offer a device: something that it needs is missing or fails. */
        UNAVAILABLE,
        /** The backend is not made for machines of this kind, such as for another operating system or processor. It is no fault. */
        UNSUPPORTED
    }

    /**
     * Returns the name, with which the id of each of its devices begins.
     *
     * @return lower-case letters, such as {@code webcam}; the value of {@value #BACKEND}
     */
    String getName();

    /**
     * Returns the current status.
     *
     * @return the state
     */
    BackendState getState();

    /**
     * Returns why the status is not {@link BackendState#OK}.
     *
     * @return a sentence that says what is wrong and what to do about it; "" when OK
     */
    String getReason();

    /**
     * Returns what the backend looked at and what it found there, in every state.
     *
     * @return a clause such as "2 of 4 video nodes in /dev are cameras"; "" if the backend does not report it
     */
    default String getFindings() {
        return "";
    }
}
