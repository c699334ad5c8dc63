package org.obscura.camera.shell;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.Camera;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.support.image.ImageIoPlugins;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code camera:show}; listens all the time, since only the events have the URL of the last preview. */
@Component(service = {Function.class, CaptureListener.class})
@GogoCommand(scope = Command.SCOPE, function = "show")
public class ShowCommand extends Command implements CaptureListener {
    private static final int MIN_WIDTH = 4;
    private static final int MAX_WIDTH = 1000;
    private static final Duration LIVE_INTERVAL = Duration.ofMillis(200);

    private final Cameras cameras;
    private final Map<String, String> previews = new ConcurrentHashMap<>();

    @Activate
    public ShowCommand(@Reference Cameras cameras) {
        this.cameras = cameras;
    }

    @Override
    public void onImageCaptured(String cameraId, int requestId, String preview) {
        previews.put(cameraId, preview);
    }

    @Descriptor("Takes an image to memory and shows it in the terminal, or what the camera sees until interrupted")
    public void show(CommandSession session,
            @Descriptor("shows the preview of the last image instead of taking one") @Parameter(names = {"-l", "--last"},
                    presentValue = "true",
                    absentValue = "false") boolean last,
            @Descriptor("shows what the camera sees, without taking an image, until Ctrl-C") @Parameter(names = "--live",
                    presentValue = "true",
                    absentValue = "false") boolean live,
            @Descriptor("with --live: the least time between frames (default: 200ms)") @Parameter(names = {"-i", "--interval"},
                    absentValue = "") @Label("TIME") Duration interval,
            @Descriptor("with --live: ends after that many frames") @Parameter(names = {"-n", "--count"},
                    absentValue = "") @Label("COUNT") Integer count,
            @Descriptor("how many characters wide (default: the terminal's width, else 80)") @Parameter(names = {"-w", "--width"},
                    absentValue = "") @Label("COLUMNS") Integer width,
            @Descriptor("256 colours instead of 24 bits") @Parameter(names = "--256", presentValue = "true",
                    absentValue = "false") boolean few,
            @Descriptor("characters of different brightness, no colours") @Parameter(names = "--ascii", presentValue = "true",
                    absentValue = "false") boolean ascii,
            @Descriptor("the camera (default: the only one, or 'default')") @Parameter(names = {"-c", "--camera"},
                    absentValue = "") @Label(value = "CAMERA", completion = Completion.CAMERA) String camera)
            throws Exception {
        int columns = width != null ? width : terminalWidth(session);
        if (columns < MIN_WIDTH || columns > MAX_WIDTH) {
            throw new IllegalArgumentException(
                    "The width is " + columns + "; it must be " + MIN_WIDTH + " to " + MAX_WIDTH + " characters");
        }
        checkCombination(last, live, interval, count);
        Palette palette = ascii ? Palette.ASCII : few ? Palette.COLOURS_256 : Palette.of(System.getenv(), Terminal.isOutput(session));
        Camera found = cameras.find(camera);
        if (live) {
            new LiveView(session, found, columns, palette).run(interval == null ? LIVE_INTERVAL : interval,
                    count == null ? Integer.MAX_VALUE : count);
            return;
        }
        BufferedImage image = last ? lastPreview(found) : take(found);
        session.getConsole().print(new TerminalImage(image, columns, palette));
    }

    private static void checkCombination(boolean last, boolean live, Duration interval, Integer count) {
        if (last && live) {
            throw new IllegalArgumentException("--last shows one image and --live many; leave out one of them");
        }
        if (!live && (interval != null || count != null)) {
            throw new IllegalArgumentException((interval != null ? "--interval" : "--count") + " has no effect without --live");
        }
        if (interval != null && (interval.isZero() || interval.isNegative())) {
            throw new IllegalArgumentException("The interval is " + Durations.format(interval) + "; it must be 1ms or more");
        }
        if (count != null && count < 1) {
            throw new IllegalArgumentException("The count is " + count + "; it must be 1 or more");
        }
    }

    private BufferedImage lastPreview(Camera camera) throws IOException {
        String preview = previews.get(camera.getId());
        if (preview == null) {
            throw new IllegalStateException(
                    "Camera " + camera.getId() + " has taken no image since this command started; leave out --last");
        }
        try (InputStream in = new URL(preview).openStream()) {
            return decode(ByteBuffer.wrap(in.readAllBytes()), "the preview " + preview);
        }
    }

    private static BufferedImage take(Camera camera) throws Exception {
        CaptureRequest request = camera.getImageCapture().submit(CaptureOptions.builder().inMemory().format("jpeg").build());
        try {
            CapturedImage image = request.getResult().toCompletableFuture().get();
            int turn = image.metadata().get(MetadataKeys.ORIENTATION) instanceof Integer degrees ? degrees : 0;
            return ImageRotation.turned(decode(image.bytes(), "the image"), turn);
        } catch (InterruptedException e) {
            request.cancel();
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Decodes an encoded image; throws an exception that names it if no image reader can. */
    static BufferedImage decode(ByteBuffer encoded, String what) throws IOException {
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        try {
            return ImageIoPlugins.read(ImageIoPlugins.memory(bytes), reader -> reader.read(0));
        } catch (IOException e) {
            throw new IllegalStateException("No image reader understands " + what + ": " + e.getMessage(), e);
        }
    }

    private static int terminalWidth(CommandSession session) {
        Object columns = session.get("COLUMNS") != null ? session.get("COLUMNS") : System.getenv("COLUMNS");
        try {
            return columns == null ? 80 : Math.max(MIN_WIDTH, Integer.parseInt(columns.toString().trim()));
        } catch (NumberFormatException e) {
            return 80;
        }
    }
}
