package org.obscura.camera.trigger.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.Camera;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.ViewSession;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.FrameAnalysis;
import org.obscura.camera.spi.FrameAnalyzer;
import org.osgi.service.log.Logger;

/** What an analyzer, code of others, may do at any moment. */
class WatchTest {
    private static final int LIMIT_SECONDS = Integer.getInteger("test.timeout", 300);

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Camera camera = proxy(Camera.class, "yard");
    private final ViewSession session = proxy(ViewSession.class, true);
    private FrameAnalyzer analyzer;
    /** Receives the frames of the camera while it is watched. */
    private Consumer<ViewFrame> viewer;
    private final Watch watch = new Watch(null, 5, "own", () -> Optional.ofNullable(analyzer), Map.of(), calls::add,
            proxy(Logger.class, null));

    @SuppressWarnings("unchecked")
    private <T> T proxy(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            if (method.getName().equals("view")) {
                viewer = (Consumer<ViewFrame>) arguments[1];
                return session;
            }
            if (method.getDeclaringClass() == Object.class) {
                return method.getName().equals("equals") ? self == arguments[0] : method.getName().equals("hashCode") ? 1 : type.getName();
            }
            return method.getReturnType() == void.class ? null : answer;
        }));
    }

    private FrameAnalyzer analyzer(String name) {
        return (cameraId, options) -> analysis(name, frame -> {});
    }

    private FrameAnalysis analysis(String name, Consumer<Frame> onFrame) {
        return new FrameAnalysis() {
            @Override
            public Optional<String> analyze(Frame frame) {
                onFrame.accept(frame);
                return Optional.of(name + " found");
            }

            @Override
            public void close() {
                calls.add(name + " closed");
            }
        };
    }

    @Test
    void anErrorOfAnAnalyzerThatStartsIsAProblem() {
        analyzer = (cameraId, options) -> {
            throw new UnsatisfiedLinkError("vision");
        };
        watch.update(Optional.of(camera), true);
        assertTrue(watch.problem().contains("vision"), watch.problem());
    }

    @Test
    void anAnalyzerThatReturnsNothingIsAProblem() {
        analyzer = (cameraId, options) -> null;
        watch.update(Optional.of(camera), true);
        assertTrue(watch.problem().contains("no analysis"), watch.problem());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnalysisThatThrowsWhenItIsClosedIsReplacedAllTheSame(boolean error) {
        analyzer = (cameraId, options) -> new FrameAnalysis() {
            @Override
            public Optional<String> analyze(Frame frame) {
                return Optional.empty();
            }

            @Override
            public void close() {
                if (error) {
                    throw new NoClassDefFoundError("gone");
                }
                throw new IllegalStateException("gone");
            }
        };
        watch.update(Optional.of(camera), true);
        analyzer = analyzer("second");
        watch.update(Optional.of(camera), true);
        watch.close();
        assertEquals(List.of("second closed"), calls);
    }

    @Test
    void anAnalyzerThatIsUnregisteredIsUsedNoMore() throws Exception {
        FrameAnalyzer first = analyzer("first");
        analyzer = first;
        watch.update(Optional.of(camera), true);
        Consumer<ViewFrame> before = viewer;
        analyzer = analyzer("second");
        watch.release(first);
        assertEquals(List.of("first closed"), calls);
        before.accept(TestFrames.frame(TestFrames.plain(90)));
        assertEquals(List.of("first closed"), calls);
        watch.update(Optional.of(camera), true);
        watch.release(first);
        viewer.accept(TestFrames.frame(TestFrames.plain(90)));
        assertEquals(List.of("first closed", "second found"), calls);
    }

    @Test
    void anAnalysisIsClosedAfterTheFrameThatItAnalyzes_withoutAWait() throws Exception {
        CountDownLatch analyzing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        analyzer = (cameraId, options) -> analysis("slow", frame -> {
            analyzing.countDown();
            try {
                assertTrue(go.await(LIMIT_SECONDS, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            calls.add("analyzed");
        });
        watch.update(Optional.of(camera), true);
        ViewFrame frame = TestFrames.frame(TestFrames.plain(90));
        Thread delivery = new Thread(() -> viewer.accept(frame));
        delivery.start();
        assertTrue(analyzing.await(LIMIT_SECONDS, TimeUnit.SECONDS));
        watch.close();
        assertEquals(List.of(), calls);
        go.countDown();
        delivery.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        assertEquals("analyzed", calls.get(0));
        assertTrue(calls.contains("slow closed"), calls::toString);
    }
}
