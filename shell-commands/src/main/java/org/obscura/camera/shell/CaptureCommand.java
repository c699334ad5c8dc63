package org.obscura.camera.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.CaptureOptions.UnsupportedControl;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.ControlKeys;
import org.obscura.camera.Resolution;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code camera:capture}. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "capture")
public class CaptureCommand extends Command {
    /** A location that stands for standard output. */
    private static final String STANDARD_OUTPUT = "-";

    private final Cameras cameras;

    @Activate
    public CaptureCommand(@Reference Cameras cameras) {
        this.cameras = cameras;
    }

    // @formatter:off one annotation a line
    @Descriptor("Takes images and prints the path of each")
    public void capture(CommandSession session,
            @Descriptor("the camera (default: the only one, or 'default')") @Parameter(names = {"-c", "--camera"}, absentValue = "")
            @Label(value = "CAMERA", completion = Completion.CAMERA) String camera,
            @Descriptor("the number of images (default: 1, or that of the values of a bracket)")
            @Parameter(names = {"-n", "--count"}, absentValue = "") @Label("COUNT") Integer number,
            @Descriptor("the time from one image to the next: milliseconds, or with a unit as in 500ms, 2s, 1m; due times are multiples of"
                    + " it after the first exposure (default: as fast as the device delivers)")
            @Parameter(names = {"-i", "--interval"}, absentValue = "") @Label("DURATION") Duration interval,
            @Descriptor("takes the images whose time passed before they could be taken as fast as possible, instead of skipping what an"
                    + " outage missed")
            @Parameter(names = "--catch-up", presentValue = "true", absentValue = "false") boolean catchUp,
            @Descriptor("the size, such as 1280x720 (default: the camera's)") @Parameter(names = {"-r", "--resolution"}, absentValue = "")
            @Label(value = "SIZE", completion = Completion.RESOLUTION) Resolution size,
            @Descriptor("jpeg, png or another that is installed (default: by the suffix of the location, else the camera's)")
            @Parameter(names = {"-f", "--format"}, absentValue = "") @Label(value = "FORMAT", completion = Completion.FORMAT) String format,
            @Descriptor("1 (smallest file) to 100 (best image)") @Parameter(names = {"-q", "--quality"}, absentValue = "")
            @Label("QUALITY") Integer quality,
            @Descriptor("a file or a folder, relative to the camera's folder, or to the working directory if it begins with ./ or ../,"
                    + " also with fields of name.pattern such as {date}; - writes the image to standard output")
            @Parameter(names = {"-o", "--location"}, absentValue = "") @Label("LOCATION") String path,
            @Descriptor("metadata to store; may be given more than once; an empty value leaves the key out")
            @Parameter(names = {"-m", "--metadata"}, absentValue = "")
            @Label(value = "KEY=VALUE", completion = Completion.METADATA_SETTING) String[] metadata,
            @Descriptor("a control of the device, such as image.brightness=20 (see camera:controls); may be given more than once; an"
                    + " empty value leaves it to the device")
            @Parameter(names = "--control", absentValue = "")
            @Label(value = "KEY=VALUE", completion = Completion.CONTROL_SETTING) String[] controls,
            @Descriptor("values of a control, one for each image of a series, such as exposure.compensation=-2,0,2; separated by"
                    + " semicolons, in quotes, where a value has commas; -n takes fewer images, or more, for which the values repeat;"
                    + " may be given more than once")
            @Parameter(names = "--bracket", absentValue = "")
            @Label(value = "KEY=VALUE,VALUE...", completion = Completion.CONTROL_BRACKET) String[] brackets,
            @Descriptor("the action if the device does not have a control or not its value: fail, nearest or ignore (default: fail)")
            @Parameter(names = "--unsupported", absentValue = "") @Label("ACTION") UnsupportedControl unsupported,
            @Descriptor("the action if the file exists: overwrite, fail or rename (default: the camera's; with a count above 1 rename,"
                    + " which numbers the files: x-001.jpg)")
            @Parameter(names = {"-e", "--existing"}, absentValue = "") @Label("ACTION") ExistingFile existing,
            @Descriptor("takes the image to memory and prints its size; writes no file")
            @Parameter(names = "--memory", presentValue = "true", absentValue = "false") boolean memory,
            @Descriptor("returns at once and prints the ids of the requests; with an interval the series continues until camera:cancel")
            @Parameter(names = {"-b", "--background"}, presentValue = "true", absentValue = "false") boolean background) throws Exception {
        // @formatter:on
        CaptureOptions.Builder options = CaptureOptions.builder().resolution(size).format(format).quality(quality).existing(existing)
                .interval(interval);
        if (number != null) {
            options.count(number);
        }
        boolean piped = STANDARD_OUTPUT.equals(path);
        if (memory || piped) {
            options.inMemory();
        } else {
            options.location(fromWorkingDirectory(path));
        }
        if (catchUp) {
            options.catchUp();
        }
        if (unsupported != null) {
            options.unsupported(unsupported);
        }
        toSet(ArgumentConverter.metadata(metadata)).forEach(options::metadata);
        toSet(ArgumentConverter.controls(controls)).forEach(options::control);
        ArgumentConverter.brackets(brackets).forEach((key, values) -> options.bracket(key,
                (Object[]) values.split(key.equals(ControlKeys.REGION) || values.contains(";") ? ";" : ",", -1)));
        CaptureOptions settings = options.build();
        if (interval != null && settings.count() == 1) {
            throw new IllegalArgumentException(
                    "-i is the time from one image to the next, and there is one image; give -n 2 or more, or leave out -i");
        }
        if (piped && background) {
            throw new IllegalArgumentException("-o - writes the images before the command ends; leave out -b");
        }
        CameraCapture capture = cameras.find(camera).getImageCapture();
        TransientSetting.used(session);
        if (!background) {
            new SeriesReporter(settings, session, piped).take(capture);
        } else if (settings.count() == 1 || interval == null && settings.bracket().isEmpty()) {
            submitAll(settings, options, capture, session);
        } else {
            SeriesReporter.submitForLater(capture, settings, session);
            session.getConsole()
                    .println("A series of " + settings.count() + " images runs; camera:status shows its progress, camera:cancel ends it");
        }
    }

    /** Submits all at once instead of as a series, so that their ids are known. */
    private static void submitAll(CaptureOptions settings, CaptureOptions.Builder options, CameraCapture capture, CommandSession session) {
        CaptureOptions each = options.count(1).existing(settings.existing()).build();
        List<CaptureRequest> requests = new ArrayList<>();
        for (int i = 0; i < settings.count(); i++) {
            CaptureRequest request = capture.submit(each);
            session.getConsole().println(request.getId());
            requests.add(request);
        }
        SeriesReporter.reportLater(requests, settings, session);
    }

    private static String fromWorkingDirectory(String path) {
        boolean dotted = path != null && (path.equals(".") || path.equals("..") || path.startsWith("./") || path.startsWith("../"));
        if (!dotted) {
            return path;
        }
        int brace = (int) path.chars().takeWhile(c -> c != '{' && c != '}').count();
        int step = brace == path.length() ? path.length() : path.lastIndexOf('/', brace) + 1; // what follows is a pattern
        Path resolved = Path.of("").toAbsolutePath().resolve(path.substring(0, step)).normalize();
        if (path.substring(0, step).endsWith("/") && !Files.isDirectory(resolved)) {
            throw new IllegalArgumentException(
                    "The folder " + resolved + " does not exist; create it, or leave out the / for a file of that name");
        }
        String folder = resolved.toString().replace("{", "{{").replace("}", "}}");
        return step == path.length() ? folder : folder + "/" + path.substring(step);
    }
}
