package org.obscura.camera.core.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.spi.CameraDevice;

/** Asks devices what they offer on behalf of an application, whose thread a device must not hold up. */
final class DeviceQuery<T> {
    private static final int LIMIT_SECONDS = 3;

    private final String cameraId;
    private final String what;
    private final Function<CameraDevice, List<T>> question;
    private final EngineExecutors executors;
    private final EngineLog log;
    private @Nullable Query<T> last;

    private record Query<T>(RegisteredDevice device, CompletableFuture<List<T>> answer) {
    }

    /** Creates a query; {@code what} says for the log what the device lists. */
    DeviceQuery(String cameraId, String what, Function<CameraDevice, List<T>> question, EngineContext context) {
        this.cameraId = cameraId;
        this.what = what;
        this.question = question;
        this.executors = context.executors();
        this.log = context.log();
    }

    /** Returns the answer of a device; empty if it does not answer in time. */
    List<T> ask(RegisteredDevice device) {
        try {
            return start(device).answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            log.warn("Camera {}: {} cannot list its {}", cameraId, device, what, e.getCause());
        } catch (TimeoutException e) {
            log.warn("Camera {}: {} did not list its {} within {} s", cameraId, device, what, LIMIT_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }

    /** Starts a query, unless one of the same device has not returned yet: a device that hangs holds one thread. */
    private synchronized Query<T> start(RegisteredDevice device) {
        if (last != null && last.device == device && !last.answer.isDone()) {
            return last;
        }
        Query<T> query = new Query<>(device, new CompletableFuture<>());
        last = query;
        executors.executeBlocking("query-" + cameraId, () -> {
            try {
                query.answer.complete(List.copyOf(question.apply(device.service())));
            } catch (Throwable e) { // code of others
                query.answer.completeExceptionally(e);
            }
        });
        return query;
    }
}
