package org.obscura.camera.core.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.core.metadata.MetadataSchema;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.support.control.ControlSchema;

/** Creates the requests of one camera, each with its id and what it runs with, and submits them to the {@link CaptureSession}. */
final class RequestSubmitter {
    private final CaptureSession session;
    /** Returns the controls of the device in use. */
    private final Supplier<List<ControlInfo>> offered;
    /** Guarded by the lock of the session. */
    private int lastId;

    RequestSubmitter(CaptureSession session, Supplier<List<ControlInfo>> offered) {
        this.offered = offered;
        this.session = session;
    }

    /** Submits a single request, with a check of its frame if one is given. */
    PendingRequest submit(CaptureOptions options, @Nullable Predicate<? super ViewFrame> check) {
        if (options.count() > 1) {
            throw new IllegalArgumentException("The count is " + options.count() + ", and submit takes one image; use submitSeries");
        }
        Values values = Values.of(options, offered);
        return session.atomically(() -> add(values.parameters(session, options).atStep(0), null, null, check, false));
    }

    /** Submits a request for a frame that was exposed before. */
    PendingRequest save(ViewFrame frame, CaptureOptions options) {
        if (options.count() > 1) {
            throw new IllegalArgumentException("The count is " + options.count() + ", and save takes one image");
        }
        Frame exposed = SavedFrame.of(frame);
        Values values = Values.of(options, offered);
        return session.atomically(() -> add(values.parameters(session, options).atStep(0).withoutOrientation(), null,
                new SavedFrame(exposed, session.deviceInfo(frame.deviceId())), null, false));
    }

    /** Returns what the requests of a series run with. */
    RequestParameters parameters(CaptureOptions options) {
        return Values.of(options, offered).parameters(session, options);
    }

    /**
     * Submits a request.
     *
     * @param listener follows the request; null for a single one
     * @param holdsPlace whether the capacity of the queue does not matter
     */
    PendingRequest submit(RequestParameters parameters, PendingRequest.@Nullable Listener listener, boolean holdsPlace) {
        return session.atomically(() -> add(parameters, listener, null, null, holdsPlace));
    }

    /** Gives the next id and submits, with the lock of the session held. */
    private PendingRequest add(RequestParameters parameters, PendingRequest.@Nullable Listener listener, @Nullable SavedFrame savedFrame,
            @Nullable Predicate<? super ViewFrame> check, boolean holdsPlace) {
        PendingRequest request = new PendingRequest(++lastId, parameters, listener, session::cancel, savedFrame, check);
        session.submit(request, holdsPlace);
        return request;
    }

    /** Runs an action of a series that sees and makes several changes as one. It must not block. */
    <T> T atomically(Supplier<T> action) {
        return session.atomically(action);
    }

    /** The values of options, checked and converted outside of the lock. */
    private record Values(Map<String, @Nullable Object> metadata, Map<String, @Nullable Object> controls,
            Map<String, List<Object>> bracket) {

        static Values of(CaptureOptions options, Supplier<List<ControlInfo>> offered) {
            Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
            options.metadata().forEach((key, value) -> metadata.put(key, value == null ? null : MetadataSchema.check(key, value)));
            Map<String, @Nullable Object> controls = ControlSchema.convert(options.controls(), offered);
            Map<String, List<Object>> bracket = new LinkedHashMap<>();
            options.bracket().forEach((key, values) -> bracket.put(key,
                    values.stream().map(value -> ControlSchema.convert(key, value, offered)).toList()));
            return new Values(metadata, controls, bracket);
        }

        RequestParameters parameters(CaptureSession session, CaptureOptions options) {
            return session.parameters(options, metadata, controls, bracket);
        }
    }
}
