package org.obscura.camera.itest;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.Resolution;
import org.obscura.camera.itest.ChaosLedger.Entry;
import org.obscura.camera.itest.ChaosLedger.Key;
import org.obscura.camera.itest.ChaosLedger.Kind;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** An application thread: asks for images of all kinds from all cameras, cancels some, and never has more than so many open. */
final class ChaosClient implements Runnable {
    private static final int OPEN = 24;
    private static final String[] SUFFIXES = {".jpg", ".jpg", ".jpg", ".JPG", ".png", ""};

    private final BundleContext context;
    private final ChaosLedger ledger;
    private final Map<Key, String> results;
    private final Random random;
    private final String[] cameras;
    private final Path folder;
    private final Path fullDisk;
    private final String name;
    private final Deque<CaptureRequest> open = new ArrayDeque<>();
    private volatile boolean stop;
    private int made;

    ChaosClient(BundleContext context, ChaosLedger ledger, Map<Key, String> results, long seed, String name, String[] cameras, Path folder,
            Path fullDisk) {
        this.context = context;
        this.ledger = ledger;
        this.results = results;
        this.random = new Random(seed);
        this.name = name;
        this.cameras = cameras;
        this.folder = folder;
        this.fullDisk = fullDisk;
    }

    static Map<Key, String> results() {
        return new ConcurrentHashMap<>();
    }

    void stop() {
        stop = true;
    }

    @Override
    public void run() {
        try {
            while (!stop) {
                String camera = cameras[random.nextInt(cameras.length)];
                int dice = random.nextInt(100);
                for (ServiceReference<CameraCapture> reference : context.getServiceReferences(CameraCapture.class,
                        "(" + CameraEvents.CAMERA_ID + "=" + camera + ")")) {
                    CameraCapture capture = context.getService(reference);
                    if (capture != null) {
                        act(camera, (Long) reference.getProperty(Constants.SERVICE_ID), capture, dice);
                    }
                }
                rest();
            }
        } catch (Exception e) {
            ledger.complain("The application " + name + " got " + e);
        } finally {
            open.clear();
        }
    }

    private void act(String camera, long service, CameraCapture capture, int dice) {
        if (dice == 0) {
            capture.cancelCapture();
        } else if (dice < 6 && !open.isEmpty()) {
            open.peekLast().cancel();
        } else if (dice < 14 && !open.isEmpty()) {
            cancelRunning();
        } else if (dice < 24) {
            for (int i = random.nextInt(10); i >= 0; i--) {
                ask(camera, service, capture);
            }
        } else {
            ask(camera, service, capture);
        }
    }

    /** The oldest that has not ended is most likely the one that is exposed, encoded or written. */
    private void cancelRunning() {
        open.stream().filter(request -> !request.getResult().toCompletableFuture().isDone()).findFirst().ifPresent(CaptureRequest::cancel);
    }

    private void ask(String camera, long service, CameraCapture capture) {
        Kind kind = kind();
        String file = name + "-" + made++ + SUFFIXES[random.nextInt(SUFFIXES.length)];
        CaptureOptions.Builder options = CaptureOptions.builder();
        String location = switch (kind) {
            case MEMORY, GENERATED -> null;
            case NAMED -> folder.resolve(file).toString();
            case MISSING_FOLDER -> folder.resolve("missing").resolve(file).toString();
            case URL -> "http://localhost/" + file;
            case UNKNOWN_SUFFIX -> folder.resolve(file + ".nonsense").toString();
            case UNSUPPORTED_SIZE -> folder.resolve("size-" + file).toString();
            case FULL_DISK -> fullDisk.resolve(file).toString();
        };
        if (kind == Kind.MEMORY) {
            options.inMemory();
        } else {
            options.location(location);
        }
        if (kind == Kind.UNSUPPORTED_SIZE) {
            options.resolution(new Resolution(333, 222));
        } else if (random.nextInt(4) == 0) {
            options.resolution(random.nextBoolean() ? new Resolution(320, 240) : new Resolution(640, 480));
        }
        if (random.nextInt(5) == 0) {
            options.metadata("Title", file);
        }
        ControlReading controls = random.nextInt(3) == 0 ? ControlReading.random(random) : null;
        if (controls != null) {
            controls.values().forEach(options::control);
        }
        long before = System.currentTimeMillis();
        CaptureRequest request = capture.submit(options.build());
        Key key = new Key(camera, service, request.getId());
        ledger.follow(new Entry(key, before, location, kind, name, controls), request, results);
        open.add(request);
    }

    private Kind kind() {
        int dice = random.nextInt(100);
        return dice < 60 ? Kind.NAMED : dice < 75 ? Kind.GENERATED : dice < 85 ? Kind.MEMORY : dice < 88 ? Kind.MISSING_FOLDER
                : dice < 90 ? Kind.URL : dice < 93 ? Kind.UNKNOWN_SUFFIX : dice < 96 ? Kind.UNSUPPORTED_SIZE
                : fullDisk == null ? Kind.NAMED : Kind.FULL_DISK;
    }

    /** Waits until the oldest requests have ended, so that the queues are full but not always over. */
    private void rest() throws Exception {
        while (open.size() > OPEN && !stop) {
            try {
                open.peekFirst().getResult().toCompletableFuture().handle((image, failure) -> "").get(100, TimeUnit.MILLISECONDS);
                open.pollFirst();
            } catch (TimeoutException e) {
                // asked again, unless it is over
            }
        }
        if (random.nextInt(3) == 0) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(8));
        }
    }
}
