package org.obscura.camera.process;

import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.support.registration.BackendStatus;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Reports the status of the backend. */
@Component(service = {CameraBackend.class, ProcessBackend.class}, property = CameraBackend.BACKEND + "=" + ProcessSettings.BACKEND)
public final class ProcessBackend implements CameraBackend {
    private final BackendStatus status = new BackendStatus();

    /** Made by Declarative Services. */
    @Activate
    public ProcessBackend() {
        // nothing is needed
    }

    BackendStatus status() {
        return status;
    }

    @Override
    public String getName() {
        return ProcessSettings.BACKEND;
    }

    @Override
    public BackendState getState() {
        return status.state();
    }

    @Override
    public String getReason() {
        return status.reason();
    }

    @Override
    public String getFindings() {
        return status.findings(ProcessSettings.PID);
    }
}
