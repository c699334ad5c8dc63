package org.obscura.camera.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * How a backend as a whole is doing. One Declarative Services component per backend bundle, registered also when it has no device
 * to offer, and with the property {@value #BACKEND}.
 * <ul>
 * <li><b>Threading:</b> called from any thread; answers at once from what it knows.
 * <li><b>Ordering:</b> state and reason may change between two calls.
 * <li><b>Ownership:</b> nothing is handed over.
 * <li><b>Null:</b> never returned.
 * <li><b>Errors:</b> none is thrown; a backend that cannot work says so here and must not fail to start.
 * <li><b>After unregistration:</b> not called.
 * </ul>
 */
@ConsumerType
public interface CameraBackend {

    /** Service property of backends and devices: the backend's name. The type of the value is {@code String}. */
    String BACKEND = "camera.backend";

    /** How a backend is doing. */
    enum BackendState {
        /** The first look for devices is not over: those that it will offer may not be there yet. */
        SEARCHING,
        /** Devices are found as they come; that none is there is no fault. */
        OK,
        /** It works in part: a device cannot be used, or the search is slower than it should be. */
        DEGRADED,
        /** It cannot offer a device on this machine. */
        UNAVAILABLE
    }

    /**
     * The name, which begins the id of each of its devices.
     *
     * @return lower-case letters, such as {@code webcam}; the value of {@value #BACKEND}
     */
    String getName();

    /**
     * How it is doing now.
     *
     * @return the state
     */
    BackendState getState();

    /**
     * Why it is not {@link BackendState#OK}.
     *
     * @return a sentence, and what to do about it; "" when OK
     */
    String getReason();
}
