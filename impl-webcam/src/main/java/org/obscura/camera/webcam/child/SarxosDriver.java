package org.obscura.camera.webcam.child;

import java.awt.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.sarxos.webcam.WebcamDevice;
import com.github.sarxos.webcam.WebcamDriver;
import com.github.sarxos.webcam.WebcamTask;

/** Any other driver of webcam-capture, through the library's driver interface. */
final class SarxosDriver implements CameraDriver {
    private static final long CHOSEN_PIXELS = 1280 * 720;

    private final WebcamDriver driver;

    SarxosDriver(String className) throws DriverException {
        try {
            driver = Class.forName(className).asSubclass(WebcamDriver.class).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw new DriverException(DriverException.Kind.LIBRARY,
                    "The driver " + className + " cannot be loaded: " + CaptureProcessMain.describe(e)
                            + ". Name a class that implements WebcamDriver in 'driver', and its jars in 'driver.classpath'");
        }
    }

    @Override
    public List<Found> list() throws DriverException {
        List<Found> found = new ArrayList<>();
        for (WebcamDevice device : devices()) {
            try {
                String name = Objects.requireNonNull(device.getName(), "it has no name");
                found.add(new Found(name, name, sizes(device).map(SarxosDriver::text).collect(Collectors.joining(","))));
            } catch (RuntimeException | LinkageError e) {
                // one device must not hide the others
                found.add(new Found("", "The driver cannot describe one of its devices, which is left out: "
                        + CaptureProcessMain.describe(e), ""));
            }
        }
        return found;
    }

    @Override
    public DriverCamera open(String id, int width, int height) throws DriverException {
        WebcamDevice device = devices().stream().filter(d -> id.equals(d.getName())).findFirst()
                .orElseThrow(() -> new DriverException(DriverException.Kind.GONE, "'" + id + "' is not there"));
        Optional<Dimension> wanted = width == 0 ? choice(device) : Optional.of(new Dimension(width, height));
        boolean chosen = width == 0;
        try {
            run(device, () -> {
                wanted.ifPresent(device::setResolution);
                device.open();
                return null;
            });
        } catch (DriverException e) {
            boolean listed = chosen || sizes(device).anyMatch(wanted.get()::equals);
            throw listed || sizes(device).findAny().isEmpty() ? e
                    : new DriverException(DriverException.Kind.SIZE,
                            sizes(device).map(SarxosDriver::text).collect(Collectors.joining(", ")));
        }
        Dimension got = run(device, device::getResolution);
        if (!chosen && !got.equals(wanted.get())) {
            throw new DriverException(DriverException.Kind.SIZE, text(got));
        }
        return new SarxosCamera(this, device, chosen ? null : got);
    }

    /** Runs it where the driver wants to be called, and tells what went wrong in a sentence. */
    <T> T run(WebcamDevice device, Callable<T> work) throws DriverException {
        List<T> results = new ArrayList<>();
        Exception[] failure = new Exception[1];
        try {
            new WebcamTask(driver, device) {
                @Override
                protected void handle() {
                    try {
                        results.add(work.call());
                    } catch (Exception e) {
                        failure[0] = e;
                    }
                }
            }.process();
        } catch (InterruptedException | RuntimeException e) {
            failure[0] = e;
        }
        if (failure[0] != null) {
            throw new DriverException(DriverException.Kind.START, CaptureProcessMain.describe(failure[0]));
        }
        return results.get(0);
    }

    private List<WebcamDevice> devices() throws DriverException {
        try {
            return driver.getDevices();
        } catch (RuntimeException | LinkageError e) {
            throw new DriverException(DriverException.Kind.LIBRARY,
                    "The driver " + driver.getClass().getName() + " failed to look for cameras: "
                            + CaptureProcessMain.describe(e));
        }
    }

    /** Returns the largest of its sizes that is not larger than 1280x720, else the smallest. */
    private static Optional<Dimension> choice(WebcamDevice device) {
        Comparator<Dimension> byPixels = Comparator.comparingLong(d -> (long) d.width * d.height);
        return sizes(device).filter(d -> (long) d.width * d.height <= CHOSEN_PIXELS).max(byPixels).or(() -> sizes(device).min(byPixels));
    }

    private static Stream<Dimension> sizes(WebcamDevice device) {
        Dimension[] sizes = device.getResolutions();
        return sizes == null ? Stream.empty() : Arrays.stream(sizes);
    }

    private static String text(Dimension d) {
        return String.format(Locale.ROOT, "%dx%d", d.width, d.height);
    }
}
