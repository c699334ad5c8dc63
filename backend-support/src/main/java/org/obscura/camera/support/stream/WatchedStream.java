package org.obscura.camera.support.stream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;

/**
 * Reports the failures of a stream to its device.
 *
 * @param stream the stream
 * @param failed takes a failure and returns what is thrown
 */
public record WatchedStream(CameraStream stream, UnaryOperator<CameraException> failed) implements CameraStream {

    @Override
    public Resolution getResolution() {
        return stream.getResolution();
    }

    private interface Call<T> {
        T run() throws CameraException;
    }

    private <T> T watched(Call<T> call) throws CameraException {
        try {
            return call.run();
        } catch (CameraException e) {
            throw failed.apply(e);
        }
    }

    @Override
    public Frame nextFrame(Duration timeout) throws CameraException {
        return watched(() -> stream.nextFrame(timeout));
    }

    @Override
    public Frame nextViewFrame(Duration timeout) throws CameraException {
        return watched(() -> stream.nextViewFrame(timeout));
    }

    @Override
    public List<ControlInfo> getControls() {
        return stream.getControls();
    }

    @Override
    public void apply(Map<String, Object> controls) throws CameraException {
        watched(() -> {
            stream.apply(controls);
            return null;
        });
    }

    @Override
    public void close() {
        stream.close();
    }
}
