package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlInfo.Trait;
import org.obscura.camera.ControlKeys;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.control.ControlResolver;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;

/** An open stream, for the thread of its {@link CaptureLoop}. Most methods call into the device, so never under a lock. */
final class OpenStream {
    private final CameraStream stream;
    private final @Nullable Resolution requested;
    private final Resolution size;
    /** Read after opening and after each change. */
    private volatile List<ControlInfo> controls;
    /** The restrictions without the controls that were set. */
    private volatile Map<String, Set<Trait>> traitsAsFound;
    /** The controls that the device accepted unchanged; null if it did not. */
    private @Nullable Map<String, Object> fitted = Map.of();
    private Map<String, Object> applied = Map.of();
    /** What did not fit when controls were applied the last time. */
    private Map<String, String> adjustments = Map.of();
    /** What the frame before was exposed with, and what the device reported of it; null after a change. */
    private @Nullable UsedControls used;
    private Map<String, Object> reported = Map.of();
    /** The controls that the viewers had last; null before their first frame. */
    private @Nullable Map<String, Object> viewed;

    private OpenStream(CameraStream stream, @Nullable Resolution requested, Resolution size) {
        this.stream = stream;
        this.requested = requested;
        this.size = size;
        List<ControlInfo> found = readControls(stream);
        this.controls = found;
        this.traitsAsFound = found.stream().collect(Collectors.toMap(ControlInfo::key, ControlInfo::traits, (one, other) -> one));
    }

    /** Opens a device for a size; null: the device chooses. */
    static OpenStream open(RegisteredDevice device, @Nullable Resolution requested) throws CameraException {
        CameraStream stream = Objects.requireNonNull(device.service().open(requested), "the device returned no stream");
        try {
            Resolution size = Objects.requireNonNull(stream.getResolution(), "the stream has no resolution");
            if (requested != null && !requested.equals(size)) {
                throw new CameraException(Reason.NOT_SUPPORTED, device + " delivers " + size + " instead of " + requested);
            }
            return new OpenStream(stream, requested, size);
        } catch (Throwable e) { // code of others, which may throw what it does not declare
            closeAfter(e, stream);
            throw e;
        }
    }

    /** Closes what is of no use after a failure, which is to be reported even if closing fails as well. */
    static void closeAfter(Throwable failure, AutoCloseable resource) {
        try {
            resource.close();
        } catch (Throwable e) {
            if (e != failure) { // a throwable refuses itself
                failure.addSuppressed(e);
            }
        }
    }

    CameraStream stream() {
        return stream;
    }

    /** Returns whether it serves requests of a size. One opened at the device's choice serves only that choice, named or not. */
    boolean serves(@Nullable Resolution resolution) {
        return Objects.equals(requested, resolution) || size.equals(resolution);
    }

    private static List<ControlInfo> readControls(CameraStream stream) {
        try {
            return List.copyOf(stream.getControls());
        } catch (Throwable e) {
            return List.of(); // a device that cannot list its controls has none
        }
    }

    /** Returns the controls with their values after the last change. Called by any thread. */
    List<ControlInfo> controls() {
        return controls;
    }

    /** Returns whether the controls differ from those of the frame before. */
    boolean needsControls(Map<String, Object> wanted) {
        return fitted == null || !fitted.equals(wanted);
    }

    /**
     * Returns whether the controls of the camera have to be applied for the viewers: once after each change of them. Between two requests
     * with controls of their own the viewers see what the requests see, since changing them back and forth would delay the requests.
     */
    boolean needsControlsForView(Map<String, Object> wanted) {
        if (wanted.equals(viewed)) {
            return false;
        }
        viewed = wanted;
        return needsControls(wanted);
    }

    /**
     * Applies a whole set of controls as far as the device has them.
     *
     * @return a sentence by key for each control that was changed or left out
     * @throws IllegalArgumentException if the device does not accept one that must not be changed; nothing is applied then
     * @throws CameraException if the device refuses them, or fails
     */
    Map<String, String> applyControls(RequestParameters parameters) throws CameraException {
        ControlResolver.Resolved resolved = resolve(parameters);
        if (!resolved.values().equals(applied)) {
            apply(resolved.values());
            applied = resolved.values();
            used = null;
            refresh();
        }
        fitted = resolved.adjustments().isEmpty() ? parameters.controls() : null;
        adjustments = resolved.adjustments();
        return adjustments;
    }

    private void apply(Map<String, Object> values) throws CameraException {
        try {
            stream.apply(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
        } catch (IllegalArgumentException e) { // unlike a value that is refused here, it may have left others set
            throw new CameraException(Reason.NOT_SUPPORTED, CaptureFailures.message(e), e);
        }
    }

    /** Fits controls to those of the device. What does not fit may do so once it is known what another program has changed. */
    private ControlResolver.Resolved resolve(RequestParameters parameters) {
        try {
            ControlResolver.Resolved resolved = resolveAsKnown(parameters);
            if (resolved.adjustments().isEmpty() || resolved.adjustments().equals(adjustments)) {
                return resolved;
            }
        } catch (IllegalArgumentException e) {
            refresh();
            return resolveAsKnown(parameters);
        }
        refresh();
        return resolveAsKnown(parameters);
    }

    private ControlResolver.Resolved resolveAsKnown(RequestParameters parameters) {
        return ControlResolver.resolve(parameters.controls(), offered(), parameters::unsupported);
    }

    /** Reads the controls again. A restriction by a mode that was set is not one that was found. */
    private void refresh() {
        List<ControlInfo> now = readControls(stream);
        Map<String, Set<Trait>> before = traitsAsFound;
        Map<String, Set<Trait>> traits = new HashMap<>();
        for (ControlInfo control : now) {
            String ruler = ControlResolver.rulerOf(control, now);
            traits.putIfAbsent(control.key(), ruler == null || !applied.containsKey(ruler) ? control.traits()
                    : before.getOrDefault(control.key(), control.traits()));
        }
        traitsAsFound = traits;
        controls = now;
    }

    /**
     * Returns the controls as a set of controls finds them: a mode that the set does not name is the one that the device has if none is
     * set, not the one of the request before. Called by any thread.
     */
    List<ControlInfo> offered() {
        return controls.stream().map(control -> control.withTraits(traitsAsFound.getOrDefault(control.key(), control.traits()))).toList();
    }

    /** Waits for a valid frame. */
    Frame nextFrame(RegisteredDevice device, @Nullable Resolution resolution, Duration timeout) throws CameraException {
        return validated(stream.nextFrame(timeout), device, resolution);
    }

    /** Waits for a valid frame for the viewers, whose exposure may have begun before. */
    Frame nextViewFrame(RegisteredDevice device, Duration timeout) throws CameraException {
        return validated(stream.nextViewFrame(timeout), device, null);
    }

    private Frame validated(@Nullable Frame delivered, RegisteredDevice device, @Nullable Resolution resolution)
            throws CameraException {
        Frame frame = Objects.requireNonNull(delivered, "the device returned no frame");
        try {
            String problem = FrameValidator.validate(frame, resolution);
            if (problem != null) {
                throw new CameraException(Reason.BAD_FRAME, device + " delivered a frame that is not valid: " + problem);
            }
            controlsOf(frame); // so that changes by others are known, of frames for viewers too
        } catch (Throwable e) { // code of others, which may throw what it does not declare
            closeAfter(e, frame);
            throw e;
        }
        return frame;
    }

    /** Returns whether a control that no mode rules has another value than in the frame before: another program has set it. */
    private boolean hasChangedBeside(Map<String, Object> now) {
        return controls.stream().anyMatch(
                control -> !control.traits().contains(Trait.INACTIVE)
                        && !Objects.equals(now.get(control.key()), reported.get(control.key())));
    }

    /** Returns the controls that a frame was exposed with: those applied, and what the device reports. Calls into the device. */
    UsedControls controlsOf(Frame frame) {
        Map<String, Object> now = frame.getControls();
        UsedControls before = used;
        if (before != null && now.equals(reported)) {
            return before;
        }
        if (before != null && hasChangedBeside(now)) {
            refresh();
        }
        Map<String, Object> values = new LinkedHashMap<>(applied);
        values.putAll(now);
        boolean zoomIsRatio = controls.stream()
                .anyMatch(control -> control.key().equals(ControlKeys.ZOOM) && control.unit().equals(ControlInfo.RATIO));
        UsedControls known = new UsedControls(values, zoomIsRatio);
        reported = Map.copyOf(now);
        used = known;
        return known;
    }
}
