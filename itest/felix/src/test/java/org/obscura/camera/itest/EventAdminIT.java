package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import javax.inject.Inject;

import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.obscura.camera.CameraCapture;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The EventAdmin goes away and comes back while pictures are taken: what is raised meanwhile is told later, in order, each once. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class EventAdminIT {
    private static final String CAMERA = "told";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();
    @Inject
    private BundleContext context;
    private Stage stage;
    private SignalLog signals;
    private ListenerLog listener;
    private CameraCapture capture;
    private Bundle eventAdmin;
    private Path folder;

    @Configuration
    public Option[] configuration() {
        return options(Bundles.system());
    }

    @Before
    public void setUp() throws Exception {
        folder = temporary.newFolder("pictures").toPath().toRealPath();
        stage = new Stage(context);
        eventAdmin = stage.bundle(Stage.EVENT_ADMIN);
        stage.device("first", "frame.rate", 50, "resolutions", "320x240");
        stage.camera(CAMERA);
        stage.awaitDevice(CAMERA, "simulated:first");
        capture = stage.capture(CAMERA);
        signals = new SignalLog(context);
        listener = new ListenerLog(context);
    }

    @After
    public void tearDown() throws Exception {
        signals.close();
        listener.close();
        stage.reset();
    }

    private List<Told> events() {
        return signals.all(event -> true).stream().map(Told::of).filter(Objects::nonNull)
                .map(told -> new Told(told.camera(), 0, told.request(), told.kind(), told.detail())).toList();
    }

    @Test
    public void whatIsRaisedWithoutAnEventAdminIsToldInOrderWhenItIsBack() throws Exception {
        eventAdmin.stop();
        Burst burst = new Burst(CAMERA).fire(capture, 20, folder);
        assertEquals("results do not wait for an EventAdmin", 0, burst.awaitEnds().size());
        listener.await(burst.told(Told.SAVED), 20);
        assertEquals(List.of(), events());
        eventAdmin.start();
        burst.assertAllSavedInOrder(signals);
        assertEquals(listener.all(told -> true), events());
    }

    @Test
    public void nothingIsLostOrToldTwiceWhenItIsRestartedAgainAndAgainUnderABurst() throws Exception {
        Burst burst = new Burst(CAMERA).fire(capture, 120, folder);
        Predicate<Told> saved = burst.told(Told.SAVED);
        for (int i = 1; i <= 10; i++) {
            listener.await(saved, 10 * i);
            eventAdmin.stop();
            listener.await(saved, 10 * i + 4);
            eventAdmin.start();
        }
        burst.awaitEnds();
        listener.await(saved, 120);
        List<Told> expected = listener.all(told -> true);
        signals.await(event -> Told.of(event) != null && Told.of(event).equals(new Told(CAMERA, Told.of(event).service(),
                expected.get(expected.size() - 1).request(), Told.SAVED, expected.get(expected.size() - 1).detail())), 1);
        List<Told> events = events();
        System.out.println("EventAdmin restarted 10 times under " + expected.size() + " signals: " + (expected.size() - events.size()) + " lost");
        assertEquals(expected, events);
    }
}
