package org.obscura.camera.support.device;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraBackend.BackendState;

/**
 * What a backend says of itself. One that fails to say it is reported as {@code DEGRADED} with the reason, so that the other backends are
 * listed all the same.
 *
 * @param name as {@link CameraBackend#getName()}
 * @param state as {@link CameraBackend#getState()}
 * @param reason as {@link CameraBackend#getReason()}
 * @param findings as {@link CameraBackend#getFindings()}
 */
public record BackendReport(String name, BackendState state, String reason, String findings) {

    /** Asks a backend. */
    public static BackendReport of(CameraBackend backend) {
        String name = backend.getClass().getName();
        try {
            name = required(backend.getName(), "getName");
            return new BackendReport(name, required(backend.getState(), "getState"), required(backend.getReason(), "getReason"),
                    required(backend.getFindings(), "getFindings"));
        } catch (Throwable e) { // code of others, which may throw what it does not declare
            return new BackendReport(name, BackendState.DEGRADED, "The backend fails to report its state: " + e, "");
        }
    }

    /** Asks backends, and sorts what they say by their names. */
    public static List<BackendReport> of(Stream<? extends CameraBackend> backends) {
        return backends.map(BackendReport::of).sorted(Comparator.comparing(BackendReport::name)).toList();
    }

    private static <T> T required(T value, String method) {
        return Objects.requireNonNull(value, () -> method + " returned null");
    }
}
