package org.obscura.camera.trigger;

import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CaptureTrigger;
import org.obscura.camera.TriggerStatus;

/** A trigger whose configuration is wrong: it only says so. */
final class FaultyTrigger implements CaptureTrigger {
    private final String name;
    private final String camera;
    private final String problem;

    FaultyTrigger(String name, String camera, String problem) {
        this.name = name;
        this.camera = camera;
        this.problem = problem;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getCameraId() {
        return camera;
    }

    @Override
    public TriggerStatus getStatus() {
        return new TriggerStatus(Kind.NONE.word(), "", null, null, 0, 0, 0, "", problem, "");
    }

    @Override
    public CaptureRequest fire() {
        throw new IllegalStateException("The trigger " + name + " does not work. " + problem);
    }
}
