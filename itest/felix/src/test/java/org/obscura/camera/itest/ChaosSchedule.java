package org.obscura.camera.itest;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** What happens to the system: one thing after another, drawn from the seed. */
final class ChaosSchedule {
    private static final Object[] SOUND = {"frame.rate", 120, "resolutions", "320x240,640x480", "unplug.time", 150};

    private final FrameworkFixture fixture;
    private final ChaosLedger ledger;
    private final Random random;
    private final String[] cameras;
    private final int devices;
    private final File[] backends;
    private final String directory;
    private final List<LeakChecks.Loader> replaced = new ArrayList<>();
    private final Map<String, Integer> done = new TreeMap<>();
    private Bundle backend;
    private int which;
    private int swaps;
    private int faults;

    ChaosSchedule(FrameworkFixture fixture, ChaosLedger ledger, long seed, String[] cameras, int devices, File otherBackend,
            String directory) {
        this.fixture = fixture;
        this.ledger = ledger;
        this.random = new Random(seed);
        this.cameras = cameras;
        this.devices = devices;
        this.directory = directory;
        this.backends = new File[] {Bundles.file(FrameworkFixture.SIMULATED), otherBackend};
        this.backend = fixture.bundle(FrameworkFixture.SIMULATED);
    }

    void setUp() throws Exception {
        for (int i = 0; i < devices; i++) {
            device(i, i);
        }
        fixture.awaitNoDevice("simulated:default"); // which has other sizes
        for (int i = 0; i < cameras.length; i++) {
            camera(i, "");
        }
        awaitCameras();
    }

    private void device(int number, int ranking, Object... more) throws Exception {
        List<Object> all = new ArrayList<>(Arrays.asList(SOUND));
        all.addAll(List.of("service.ranking", ranking));
        all.addAll(Arrays.asList(more));
        fixture.device("chaos" + number, all.toArray());
    }

    private void camera(int number, String target, Object... more) throws Exception {
        List<Object> all = new ArrayList<>(
                List.of("device.target", target, "frame.timeout", 0.4, "device.timeout", 2, "open.timeout", 2, "queue.capacity",
                        48, "idle.timeout", 0.3, "directory", directory));
        all.addAll(Arrays.asList(more));
        fixture.camera(cameras[number], all.toArray());
    }

    private void awaitCameras() throws Exception {
        for (String camera : cameras) {
            fixture.capture(camera);
        }
    }

    private void pause(int most) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(most));
    }

    /** The next thing happens. */
    void step() throws Exception {
        int number = random.nextInt(devices);
        int camera = random.nextInt(cameras.length);
        int dice = random.nextInt(19);
        String name = switch (dice) {
            case 0 -> swap("backend stopped", () -> {
                backend.stop();
                pause(150);
                backend.start();
            });
            case 1 -> swap("backend updated", () -> {
                replaced.add(LeakChecks.Loader.of(backend));
                fixture.update(backend, backends[which]);
            });
            case 2 -> swap("backend refreshed", () -> {
                replaced.add(LeakChecks.Loader.of(backend));
                fixture.refresh(backend);
            });
            case 3 -> swap("backend replaced", this::replaceBackend);
            case 4 -> swap("core restarted", () -> core(false));
            case 5 -> swap("core refreshed", () -> core(true));
            case 6 -> swap("EventAdmin restarted", () -> {
                long from = System.currentTimeMillis();
                fixture.bundle(FrameworkFixture.EVENT_ADMIN).stop();
                pause(300);
                fixture.bundle(FrameworkFixture.EVENT_ADMIN).start();
                fixture.awaitConfigured();
                ledger.eventAdminRestarted(from, System.currentTimeMillis());
            });
            case 7, 8 -> swap("device unplugged", () -> {
                device(number, number, "unplug", true);
                pause(300);
                device(number, number);
            });
            case 9 -> swap("ranking changed", () -> device(number, random.nextInt(100)));
            case 10, 11 -> swap("target changed", () -> camera(camera, target()));
            case 12 -> swap("setting changed", () -> {
                Object[][] settings = {{"quality", 60}, {"format", "png"}, {"sync", true}, {"existing", "rename"}, {"previews", 0},
                        {"idle.timeout", 0},
                        {"queue.capacity", 16}};
                camera(camera, target(), settings[random.nextInt(settings.length)]);
            });
            case 13 -> swap("camera stopped", () -> {
                Camera of = fixture.find(Camera.class, cameras[camera]);
                of.stop();
                pause(50);
                of.start();
            });
            default -> fault(number, dice);
        };
        done.merge(name, 1, Integer::sum);
        pause(250);
    }

    /** Something that happens. */
    private interface Happening {
        void run() throws Exception;
    }

    private String swap(String name, Happening happening) throws Exception {
        happening.run();
        swaps++;
        return name;
    }

    private String fault(int number, int dice) throws Exception {
        Object[][] kinds = {{"failure.rate", 0.3}, {"short.rate", 0.3}, {"stall.rate", 0.1}, {"unplug.rate", 0.05}, {"latency", 40},
                {"open.latency", 150},
                {"stall", true}, {"short.frame", true}};
        Object[] kind = kinds[random.nextInt(kinds.length)];
        List<Object> all = new ArrayList<>(Arrays.asList(kind));
        all.addAll(List.of("seed", random.nextInt()));
        device(number, number, all.toArray());
        pause(600);
        if (!(kind[1] instanceof Integer)) {
            device(number, number);
        }
        faults++;
        return "fault " + kind[0];
    }

    private String target() {
        int one = random.nextInt(devices);
        int other = random.nextInt(devices);
        return random.nextInt(4) == 0 ? ""
                : "(|(camera.device.id=simulated:chaos" + one + ")(camera.device.id=simulated:chaos" + other + "))";
    }

    private void replaceBackend() throws Exception {
        replaced.add(LeakChecks.Loader.of(backend));
        backend.uninstall();
        which = 1 - which;
        backend = fixture.install(backends[which]);
    }

    private void core(boolean refresh) throws Exception {
        Bundle core = fixture.bundle(FrameworkFixture.CORE);
        awaitCameras();
        List<Long> services = new ArrayList<>();
        for (ServiceReference<CameraCapture> reference : fixture.context().getServiceReferences(CameraCapture.class, null)) {
            services.add((Long) reference.getProperty(Constants.SERVICE_ID));
        }
        ledger.servicesBeforeStop(services);
        core.stop();
        ledger.stopped();
        if (refresh) {
            replaced.add(LeakChecks.Loader.of(core));
            fixture.refresh(core);
        }
        pause(100);
        core.start();
        awaitCameras();
    }

    /** Everything works again. */
    void calm() throws Exception {
        if (which == 1) {
            replaceBackend();
        }
        for (int i = 0; i < devices; i++) {
            device(i, i);
        }
        for (int i = 0; i < cameras.length; i++) {
            camera(i, "");
        }
        awaitCameras();
    }

    List<LeakChecks.Loader> replaced() {
        return replaced;
    }

    int swaps() {
        return swaps;
    }

    int faults() {
        return faults;
    }

    Map<String, Integer> done() {
        return done;
    }
}
