package org.obscura.camera.support.v4l2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.config.ValueText;

/**
 * The controls of an open camera: what they were when it was opened, and what has been set since. The controls of V4L2 belong to the
 * device, not to the program that sets them, so they are put back. For one thread.
 */
public final class ControlState {

    private record Known(Control control, ControlMapping mapping) {
    }

    private final ControlAccess access;
    private final Consumer<String> report;
    private final Map<String, Known> known = new LinkedHashMap<>();
    /** By key, as V4L2 has them. */
    private final Map<String, Object> found = new HashMap<>();
    private final Map<String, Object> current = new HashMap<>();
    private final Map<String, Object> set = new LinkedHashMap<>();
    /** Those whose changes by other programs the driver notes. */
    private final Map<Integer, String> watched = new HashMap<>();
    /** The set that was applied last. */
    private Map<String, Object> applied = Map.of();
    private Map<String, Object> values = Map.of();
    /** Those that a mode rules now: the camera chooses their values. */
    private final Set<String> ruled = new HashSet<>();
    private final Set<String> ruledAsFound;

    /**
     * A value to write.
     *
     * @param control the control
     * @param value the value, as V4L2 has it
     */
    public record Setting(Control control, Object value) {
    }

    /**
     * Reads the values of controls.
     *
     * @param access to the open node
     * @param controls what the driver lists
     * @param report called with a sentence about what was not done
     * @throws KernelException if the device was disconnected
     */
    public ControlState(ControlAccess access, List<Control> controls, Consumer<String> report) throws KernelException {
        this.access = access;
        this.report = report;
        access.remember(controls);
        for (Control control : controls) {
            known.putIfAbsent(ControlMapping.of(control).key(), new Known(control, ControlMapping.of(control)));
        }
        for (Map.Entry<String, Known> entry : known.entrySet()) {
            Control control = entry.getValue().control();
            try {
                if (access.watch(control)) { // before it is read, so that no change is missed
                    watched.put(control.id(), entry.getKey());
                }
                current.put(entry.getKey(), access.read(control));
            } catch (KernelException e) {
                if (e.isGone()) {
                    throw e;
                }
                report.accept("The control " + entry.getKey() + " cannot be read: " + e.getMessage());
            }
        }
        found.putAll(current);
        values = toApi();
        try {
            noteRuled();
        } catch (KernelException e) {
            if (e.isGone()) {
                throw e;
            }
            report.accept("The controls cannot be listed: " + e.getMessage());
        }
        ruledAsFound = Set.copyOf(ruled);
    }

    /** Notes which controls a mode rules, and returns those that none rules any more. */
    private List<Control> noteRuled() throws KernelException {
        List<Control> freed = new ArrayList<>();
        for (Control control : access.list()) {
            String key = ControlMapping.of(control).key();
            if (!known.containsKey(key) || control.isReadOnly()) {
                continue;
            }
            if (control.isInactive()) {
                ruled.add(key);
            } else if (ruled.remove(key)) {
                freed.add(control);
            }
        }
        return freed;
    }

    /**
     * Describes the controls as they are now.
     *
     * @return the descriptions, with values
     * @throws KernelException if the driver refuses
     */
    public List<ControlInfo> describe() throws KernelException {
        noticeChanges();
        List<ControlInfo> all = new ArrayList<>();
        for (Control control : access.list()) {
            ControlMapping mapping = ControlMapping.of(control);
            if (known.containsKey(mapping.key())) {
                Object value = current.get(mapping.key());
                all.add(mapping.describe(control).withValue(value == null ? null : mapping.toApi(control, value)));
            }
        }
        return List.copyOf(all);
    }

    /**
     * Returns the values that frames are exposed with: without those that a mode rules, which the camera chooses.
     *
     * @return the values by key, immutable
     */
    public Map<String, Object> values() {
        return values;
    }

    /**
     * Makes the controls those of a set; others that were set before return to what was found.
     *
     * @param wanted the set
     * @return whether anything changed
     * @throws KernelException if the driver refuses to restore a value
     * @throws CameraException {@code NOT_SUPPORTED} if a value cannot be
     */
    public boolean apply(Map<String, Object> wanted) throws KernelException, CameraException {
        noticeChanges();
        Map<String, Object> target = found();
        for (Map.Entry<String, Object> entry : wanted.entrySet()) {
            Known control = known.get(entry.getKey());
            if (control == null) {
                throw refusal("has no control " + entry.getKey() + "; it has " + String.join(", ", known.keySet()));
            }
            try {
                target.put(entry.getKey(), control.mapping().toKernel(control.control(), entry.getValue()));
            } catch (IllegalArgumentException e) {
                throw refusal(e.getMessage());
            }
        }
        for (String key : wanted.keySet()) {
            checkMode(key, target);
        }
        applied = wanted;
        return change(target, wanted);
    }

    /**
     * Applies the last set again if another program has changed a control of it.
     *
     * @return whether it had
     * @throws KernelException if the driver refuses
     * @throws CameraException {@code NOT_SUPPORTED} if a value cannot be any more
     */
    public boolean keep() throws KernelException, CameraException {
        return noticeChanges() && apply(applied);
    }

    /**
     * Takes note of what other programs have changed. That is what counts as found from then on, so that it is left so.
     *
     * @return whether a control was changed that the last set has
     */
    private boolean noticeChanges() throws KernelException {
        Set<String> keys = new LinkedHashSet<>(set.keySet());
        if (!watched.isEmpty()) {
            keys.removeAll(watched.values());
            access.changed().forEach(id -> keys.add(watched.getOrDefault(id, "")));
        }
        boolean lost = false;
        boolean changed = false;
        for (String key : keys) {
            Object now = current.containsKey(key) ? access.read(known.get(key).control()) : null;
            if (now != null && !now.equals(current.put(key, now))) {
                changed = true;
                if (ruled.contains(key)) {
                    continue; // the camera itself has changed it
                }
                if (known.get(key).control().isSwitch()) {
                    noteRuled();
                }
                found.put(key, now);
                lost |= applied.containsKey(key);
                if (set.containsKey(key)) {
                    Known control = known.get(key);
                    report.accept(
                            "Another program has changed " + key + " to " + ValueText.of(control.mapping().toApi(control.control(), now))
                                    + "; it is left so once the camera is closed");
                }
            }
        }
        if (changed) {
            values = toApi();
        }
        return lost;
    }

    private static CameraException refusal(String what) {
        return new CameraException(Reason.NOT_SUPPORTED, "The camera " + what);
    }

    private void checkMode(String key, Map<String, Object> target) throws CameraException {
        Known mode = known.get(known.get(key).mapping().mode());
        if (mode != null) {
            String modeKey = mode.mapping().key();
            Object word = word(mode, target.getOrDefault(modeKey, found.get(modeKey)));
            if (word != null && !ControlMapping.letsValuesBeSet((String) word)) {
                throw refusal("sets " + key + " itself while " + modeKey + " is " + word + "; set " + modeKey + "=manual too");
            }
        }
    }

    /** Returns the keys to write: modes that become manual come before values, those that become automatic after. */
    private List<String> different(Map<String, Object> target) {
        return target.keySet().stream().filter(key -> target.get(key) != null && !target.get(key).equals(current.get(key)))
                .sorted(Comparator.comparingInt(key -> !known.get(key).mapping().isMode() ? 1 : becomesManual(key, target) ? 0 : 2))
                .toList();
    }

    private boolean change(Map<String, Object> target, Map<String, Object> wanted) throws KernelException, CameraException {
        List<String> different = different(target);
        for (String key : different) {
            write(key, target.get(key), wanted);
        }
        if (different.stream().anyMatch(key -> known.get(key).control().isSwitch())) {
            setFreed(target, wanted);
        }
        set.keySet().removeIf(key -> !wanted.containsKey(key) && Objects.equals(current.get(key), found.get(key)));
        values = toApi();
        return !different.isEmpty();
    }

    private void write(String key, Object value, Map<String, Object> wanted) throws KernelException, CameraException {
        Control control = known.get(key).control();
        try {
            access.write(control, value);
            set.put(key, value);
            current.put(key, access.read(control));
        } catch (KernelException e) {
            if (e.errno() == KernelException.EACCES && !wanted.containsKey(key)) {
                set.remove(key); // another program has chosen the automatic mode: the camera determines the value now
                return;
            }
            if (e.isGone() || !wanted.containsKey(key)) {
                throw e;
            }
            String setting = key + "=" + ValueText.of(wanted.get(key)) + ": " + e.getMessage();
            if (e.isUnanswered()) {
                throw new CameraException(Reason.FAILED, "The camera does not answer to " + setting + KernelException.FOR_UNANSWERED, e);
            }
            throw new CameraException(Reason.NOT_SUPPORTED, "The camera refuses " + setting
                    + (e.errno() == KernelException.EACCES ? "; an automatic mode or another program rules it" : ""),
                    e);
        }
    }

    /** Sets what a mode has ruled until now: drivers keep the value that it chose last. */
    private void setFreed(Map<String, Object> target, Map<String, Object> wanted) throws KernelException, CameraException {
        for (Control control : noteRuled()) {
            String key = ControlMapping.of(control).key();
            Object value = target.getOrDefault(key, ruledAsFound.contains(key) ? null : found.get(key));
            if (value != null) {
                current.put(key, access.read(control));
                if (!value.equals(current.get(key))) {
                    write(key, value, wanted);
                }
            }
        }
    }

    /** Returns the word for the value of a mode; null if there is none, or if the mode could not be read. */
    private static Object word(Known mode, Object value) {
        return value == null ? null : mode.mapping().toApi(mode.control(), value);
    }

    private boolean becomesManual(String key, Map<String, Object> target) {
        Object word = word(known.get(key), target.get(key));
        return word != null && ControlMapping.letsValuesBeSet((String) word);
    }

    private Map<String, Object> toApi() {
        Map<String, Object> all = new HashMap<>();
        current.forEach((key, value) -> {
            Known control = known.get(key);
            Known mode = known.get(control.mapping().mode());
            boolean chosenByCamera = mode != null && !becomesManual(mode.mapping().key(), current);
            Object apiValue = control.mapping().toApi(control.control(), value);
            if (!chosenByCamera && apiValue != null) {
                all.put(key, apiValue);
            }
        });
        return Map.copyOf(all);
    }

    /**
     * Returns what {@link #restore()} would write now.
     *
     * @return the settings in the order in which they must be written
     */
    public List<Setting> toRestore() {
        Map<String, Object> target = found();
        Set<String> keys = new LinkedHashSet<>(different(target));
        ruled.stream().filter(key -> !ruledAsFound.contains(key) && found.containsKey(key)).forEach(keys::add);
        return keys.stream().map(key -> new Setting(known.get(key).control(), found.get(key))).toList();
    }

    /**
     * Returns the value that a control had when it was read or written last.
     *
     * @param control the control
     * @return the value, as V4L2 has it; null if it could not be read
     */
    public Object value(Control control) {
        return current.get(ControlMapping.of(control).key());
    }

    /** Returns what was found of all that was set. */
    private Map<String, Object> found() {
        Map<String, Object> target = new LinkedHashMap<>();
        set.keySet().forEach(key -> target.put(key, found.get(key)));
        return target;
    }

    /** Puts back what was found, except what another program has changed since. One that the camera refuses hinders no other. */
    public void restore() {
        try {
            noticeChanges();
        } catch (KernelException e) {
            return; // it was unplugged, or does not answer
        }
        Map<String, Object> target = found();
        boolean switched = false;
        for (String key : different(target)) {
            try {
                write(key, target.get(key), Map.of());
                switched |= known.get(key).control().isSwitch();
            } catch (KernelException | CameraException e) {
                report.accept("The control " + key + " is not as it was found: " + e.getMessage());
                if (e instanceof KernelException refusal && (refusal.isGone() || refusal.isUnanswered())) {
                    return; // each of the others would have to wait as long
                }
            }
        }
        try {
            if (switched) {
                setFreed(target, Map.of());
            }
        } catch (KernelException | CameraException e) {
            report.accept("What the camera has chosen itself is not as it was found: " + e.getMessage());
        }
    }
}
