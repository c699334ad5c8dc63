package org.obscura.camera.ip;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;

/** Reports the failures of a stream to its device. */
record WatchedStream(CameraStream stream, Consumer<CameraException> failed) implements CameraStream {

    @Override
    public Resolution getResolution() {
        return stream.getResolution();
    }

    @Override
    public Frame nextFrame(Duration timeout) throws CameraException {
        try {
            return stream.nextFrame(timeout);
        } catch (CameraException e) {
            failed.accept(e);
            throw e;
        }
    }

    @Override
    public Frame nextViewFrame(Duration timeout) throws CameraException {
        try {
            return stream.nextViewFrame(timeout);
        } catch (CameraException e) {
            failed.accept(e);
            throw e;
        }
    }

    @Override
    public List<ControlInfo> getControls() {
        return stream.getControls();
    }

    @Override
    public void apply(Map<String, Object> controls) throws CameraException {
        try {
            stream.apply(controls);
        } catch (CameraException e) {
            failed.accept(e);
            throw e;
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
