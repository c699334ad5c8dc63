package org.obscura.camera.webcam;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.obscura.camera.support.v4l2.Control;
import org.obscura.camera.support.v4l2.ControlAccess;
import org.obscura.camera.support.v4l2.ControlState;
import org.obscura.camera.support.v4l2.ControlState.Setting;
import org.obscura.camera.support.v4l2.Ioctl;
import org.obscura.camera.webcam.child.ControlCall;
import org.obscura.camera.webcam.child.DriverException;
import org.obscura.camera.webcam.child.Protocol;

/**
 * A control that a process did not restore when it ended.
 *
 * @param key the control
 * @param call restores it
 * @param asLeft reads it, and has the value that the process left; null if that is not known
 */
record Unrestored(String key, ControlCall call, ControlCall asLeft) {
    /** Makes one of a setting that restores a control, with the value that the control has now. */
    static Unrestored of(Setting setting, ControlState state) {
        Control control = setting.control();
        Object value = state.value(control);
        return new Unrestored(control.describe().key(), ChildNode.call(Ioctl.S_EXT_CTRLS, ControlAccess.blocks(setting)),
                value == null ? null : ChildNode.call(Ioctl.G_EXT_CTRLS, ControlAccess.blocks(new Setting(control, value))));
    }

    /** Restores the control by another process, unless another program has changed it since. */
    void restore(CaptureProcess child, Settings settings, Consumer<String> report)
            throws DriverException, TimeoutException, CaptureProcess.ProcessExitedException {
        if (asLeft != null) {
            List<String> answer = child.ask(settings.openTimeout(), Protocol.CONTROL, asLeft.text());
            if (answer.get(0).equals("0") && !hasValueOf(ControlCall.parse(answer.get(1)))) {
                report.accept("Another program has changed " + key + " before it could be restored; it is left so");
                return;
            }
        }
        child.ask(settings.openTimeout(), Protocol.CONTROL, call.text());
    }

    private boolean hasValueOf(ControlCall now) {
        return Arrays.equals(ControlAccess.value(asLeft.blocks()), ControlAccess.value(now.blocks()));
    }
}
