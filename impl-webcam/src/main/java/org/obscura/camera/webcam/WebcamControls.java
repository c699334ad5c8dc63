package org.obscura.camera.webcam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.support.v4l2.Control;
import org.obscura.camera.support.v4l2.ControlAccess;
import org.obscura.camera.support.v4l2.ControlState;
import org.obscura.camera.support.v4l2.KernelException;
import org.obscura.camera.webcam.child.DriverException;
import org.obscura.camera.webcam.child.Protocol;

/** The controls of an open camera, which its process reads and writes. For one thread; {@link #unrestored()} is for any. */
final class WebcamControls {
    private final CaptureProcess child;
    private final Settings settings;
    private final ChildNode node;
    private final ControlState state;
    private volatile List<Unrestored> unrestored = List.of();

    /**
     * Reads the values.
     *
     * @param controls what the driver listed
     * @param left what an earlier process did not restore
     * @param report called with a sentence about what was not done
     * @throws DriverException if they cannot be read
     */
    WebcamControls(CaptureProcess child, String path, List<Control> controls, List<Unrestored> left, Settings settings,
            Consumer<String> report) throws DriverException, TimeoutException, CaptureProcess.ProcessExitedException {
        this.child = child;
        this.settings = settings;
        this.node = ChildNode.open(child, path, settings.openTimeout(), settings.restoreControls());
        for (Unrestored each : left) {
            each.restore(child, settings, report);
        }
        if (!left.isEmpty()) {
            child.ask(settings.openTimeout(), Protocol.AT_END); // it must not put back at its end what it has found
        }
        try {
            this.state = new ControlState(new ControlAccess(node), controls, report);
        } catch (KernelException e) {
            throw new DriverException(DriverException.Kind.GONE, e.getMessage());
        }
    }

    /** Lists the controls of a camera that is not open. */
    static List<Control> list(CaptureProcess child, String path, Settings settings)
            throws DriverException, TimeoutException, CaptureProcess.ProcessExitedException, KernelException {
        return new ControlAccess(ChildNode.open(child, path, settings.openTimeout(), false)).list();
    }

    List<ControlInfo> describe() throws KernelException {
        return state.describe();
    }

    Map<String, Object> values() {
        return state.values();
    }

    /** Applies a set of controls, and returns whether frames have to be discarded until the camera exposes with it. */
    boolean apply(Map<String, Object> wanted) throws KernelException, CameraException {
        child.changes();
        boolean changed = state.apply(wanted);
        noteAtEnd();
        return changed;
    }

    /** Applies the set again if another program has changed a control of it, and returns whether it had. */
    boolean keep() throws KernelException, CameraException {
        boolean changed = state.keep();
        if (changed) {
            noteAtEnd();
        }
        return changed;
    }

    private void noteAtEnd() throws KernelException {
        if (!settings.restoreControls()) {
            return;
        }
        List<Unrestored> all = state.toRestore().stream().map(setting -> Unrestored.of(setting, state)).toList();
        List<String> command = new ArrayList<>(List.of(Protocol.AT_END));
        all.forEach(each -> command.add(each.call().text()));
        unrestored = all;
        node.send(command);
    }

    /** Returns the controls that a process to come restores if this one does not. */
    List<Unrestored> unrestored() {
        return child.isRestored() ? List.of() : unrestored;
    }

    /** Returns why the process did not answer; null if it did. */
    Exception lost() {
        return node.lost();
    }
}
