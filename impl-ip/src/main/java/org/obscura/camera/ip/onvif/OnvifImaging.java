package org.obscura.camera.ip.onvif;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import org.w3c.dom.Element;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.config.ValueText;

/**
 * The controls of one video source by the Imaging service: what was found, and what has been set since. The settings belong to the camera,
 * and stay until they are put back. Used by one thread at a time; {@link #abort()} comes from any.
 */
public final class OnvifImaging {
    private static final String IMAGING = "http://www.onvif.org/ver20/imaging/wsdl";
    private static final String SCHEMA = "http://www.onvif.org/ver10/schema";
    private static final String MANUAL = "manual";

    private final OnvifService service;
    private final URI address;
    private final String source;
    private final Consumer<String> report;
    private final Map<ImagingControl, ControlInfo> offered = new EnumMap<>(ImagingControl.class);
    private Map<ImagingControl, Object> current = new EnumMap<>(ImagingControl.class);
    private final Map<ImagingControl, Object> found = new EnumMap<>(ImagingControl.class);
    /** Those that differ from what was found because they were set here; also after a stream that could not put them back. */
    private final Set<ImagingControl> set = new HashSet<>();
    private boolean known;

    OnvifImaging(OnvifService service, URI address, String source, Consumer<String> report) {
        this.service = service;
        this.address = address;
        this.source = source;
        this.report = report;
    }

    /**
     * Reads the ranges, the first time, and the values.
     *
     * @throws CameraException if the camera does not answer; {@code FAILED} if it has no such settings
     */
    public synchronized void open() throws CameraException {
        service.reset();
        if (!known) {
            Element options = reply("GetOptions", "ImagingOptions");
            for (ImagingControl control : ImagingControl.values()) {
                ControlInfo info = options == null ? null : control.describe(options);
                if (info != null) {
                    offered.put(control, info);
                }
            }
            known = true;
        }
        if (offered.isEmpty()) {
            return;
        }
        if (!set.isEmpty()) {
            restore();
        }
        current = read();
        found.clear();
        found.putAll(current);
    }

    /**
     * Describes the controls.
     *
     * @return unmodifiable; empty before {@link #open()}
     */
    public synchronized List<ControlInfo> describe() {
        List<ControlInfo> all = new ArrayList<>();
        offered.forEach((control, info) -> {
            boolean ruled = isRuled(control, current);
            if (current.containsKey(control) || ruled) {
                all.add(ImagingControl.inactive(info, ruled).withValue(current.get(control)));
            }
        });
        return List.copyOf(all);
    }

    /**
     * Returns the values that images are exposed with: without those that the camera chooses, since it reports those of the past.
     *
     * @return the values by key
     */
    public synchronized Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        current.forEach((control, value) -> {
            if (!isRuled(control, current)) {
                values.put(control.key(), value);
            }
        });
        return Map.copyOf(values);
    }

    /**
     * Makes the settings those of a set; others that were set before return to what was found.
     *
     * @param wanted the values by key
     * @return whether anything changed
     * @throws CameraException {@code NOT_SUPPORTED} if the camera has no such control, or refuses a value
     */
    public synchronized boolean apply(Map<String, Object> wanted) throws CameraException {
        service.reset();
        Map<ImagingControl, Object> target = new EnumMap<>(ImagingControl.class);
        set.forEach(control -> target.put(control, found.get(control)));
        for (Map.Entry<String, Object> entry : wanted.entrySet()) {
            target.put(control(entry.getKey()), entry.getValue());
        }
        Map<ImagingControl, Object> all = new EnumMap<>(current);
        all.putAll(target);
        for (String key : wanted.keySet()) {
            ImagingControl control = control(key);
            if (isRuled(control, all)) {
                throw new CameraException(Reason.NOT_SUPPORTED, "The camera sets " + key + " itself while " + control.mode().key() + " is "
                        + all.get(control.mode()) + "; set " + control.mode().key() + "=manual too");
            }
        }
        return change(target);
    }

    private ImagingControl control(String key) throws CameraException {
        return offered.keySet().stream().filter(each -> each.key().equals(key)).findFirst()
                .orElseThrow(() -> new CameraException(Reason.NOT_SUPPORTED, "The camera has no control " + key + "; it has "
                        + String.join(", ", offered.keySet().stream().map(ImagingControl::key).toList())));
    }

    private boolean change(Map<ImagingControl, Object> target) throws CameraException {
        target.values().removeIf(Objects::isNull);
        target.entrySet().removeIf(entry -> entry.getValue().equals(current.get(entry.getKey())));
        if (target.isEmpty()) {
            return false;
        }
        set.addAll(target.keySet()); // also if no answer comes
        service.set(address, "<SetImagingSettings xmlns=\"" + IMAGING + "\">" + token() + "<ImagingSettings>" + settings(target)
                + "</ImagingSettings><ForcePersistence>false</ForcePersistence></SetImagingSettings>");
        current = read();
        set.removeIf(control -> Objects.equals(current.get(control), found.get(control)));
        return true;
    }

    /** Writes what changes. An element that holds several needs its mode, and with a manual mode cameras expect the values beside. */
    private String settings(Map<ImagingControl, Object> target) {
        StringBuilder text = new StringBuilder();
        String open = "";
        for (ImagingControl control : ImagingControl.values()) {
            String group = control.group();
            boolean inGroup = !group.isEmpty() && target.keySet().stream().anyMatch(each -> each.group().equals(group));
            Map<ImagingControl, Object> all = new EnumMap<>(current);
            all.putAll(target);
            Object value = inGroup && !isRuled(control, all) ? all.get(control) : target.get(control);
            if (value == null) {
                continue;
            }
            if (!open.equals(group)) {
                text.append(end(open)).append(group.isEmpty() ? "" : "<" + group + " xmlns=\"" + SCHEMA + "\">");
                open = group;
            }
            text.append('<').append(control.element()).append(" xmlns=\"" + SCHEMA + "\">").append(Xml.escape(control.text(value)))
                    .append(end(control.element()));
        }
        return text.append(end(open)).toString();
    }

    private static String end(String element) {
        return element.isEmpty() ? "" : "</" + element + ">";
    }

    private static boolean isRuled(ImagingControl control, Map<ImagingControl, Object> values) {
        return control.mode() != null && values.containsKey(control.mode()) && !MANUAL.equals(values.get(control.mode()));
    }

    private Map<ImagingControl, Object> read() throws CameraException {
        Element settings = reply("GetImagingSettings", "ImagingSettings");
        Map<ImagingControl, Object> values = new EnumMap<>(ImagingControl.class);
        for (ImagingControl control : offered.keySet()) {
            Object value = settings == null ? null : control.read(settings);
            if (value != null) {
                values.put(control, value);
            }
        }
        return values;
    }

    private Element reply(String operation, String element) throws CameraException {
        return Xml.elements(service.ask(address, "<" + operation + " xmlns=\"" + IMAGING + "\">" + token() + "</" + operation + ">"),
                element).stream().findFirst().orElse(null);
    }

    private String token() {
        return "<VideoSourceToken>" + Xml.escape(source) + "</VideoSourceToken>";
    }

    /** Leaves the settings as they are. */
    public synchronized void keep() {
        set.clear();
    }

    /**
     * Returns whether something is to be put back.
     *
     * @return whether a value that was set here differs from what was found
     */
    public synchronized boolean isChanged() {
        return !set.isEmpty();
    }

    /**
     * Puts back what was found, except what another client has changed since.
     *
     * @throws CameraException if the camera does not answer; then the next {@link #open()} does it
     */
    public synchronized void restore() throws CameraException {
        service.reset();
        Map<ImagingControl, Object> now = read();
        Map<ImagingControl, Object> target = new EnumMap<>(ImagingControl.class);
        for (ImagingControl control : set) {
            if (Objects.equals(now.get(control), current.get(control))) {
                target.put(control, found.get(control));
            } else {
                report.accept("Another client has changed " + control.key() + " to " + ValueText.of(now.get(control)) + "; it is left so");
            }
        }
        current = now;
        change(target);
        set.clear();
    }

    /** Ends a request that runs, from any thread. */
    public void abort() {
        service.abort();
    }
}
