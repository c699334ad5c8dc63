package org.obscura.camera.shell;

import java.nio.file.Path;
import java.time.Duration;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.Resolution;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code camera:capture}. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "capture")
public class CaptureCommand extends Command {
    private final Cameras cameras;

    @Activate
    public CaptureCommand(@Reference Cameras cameras) {
        this.cameras = cameras;
    }

    // @formatter:off one annotation a line
    @Descriptor("Takes pictures and prints the path of each")
    public void capture(CommandSession session,
            @Descriptor("the camera (default: the only one, or 'default')") @Parameter(names = {"-c", "--camera"}, absentValue = "") String camera,
            @Descriptor("how many pictures (default: 1)") @Parameter(names = {"-n", "--count"}, absentValue = "1") int number,
            @Descriptor("from one picture to the next: milliseconds, or with a unit as in 500ms, 2s, 1m; reckoned from the first, so that nothing"
                    + " adds up (default: as fast as the device gives them)") @Parameter(names = {"-i", "--interval"}, absentValue = "") Duration time,
            @Descriptor("the size, such as 1280x720 (default: the camera's)") @Parameter(names = {"-r", "--resolution"}, absentValue = "") Resolution size,
            @Descriptor("jpeg, png or another that is installed (default: by the suffix of the location, else the camera's)")
            @Parameter(names = {"-f", "--format"}, absentValue = "") String format,
            @Descriptor("1 (smallest file) to 100 (best picture)") @Parameter(names = {"-q", "--quality"}, absentValue = "") Integer percent,
            @Descriptor("a file or a folder; relative to the camera's folder, or to the working directory if it begins with ./ or ../")
            @Parameter(names = {"-o", "--location"}, absentValue = "") String path,
            @Descriptor("a fact to store, as KEY=VALUE; may be given more than once; an empty value leaves the key out")
            @Parameter(names = {"-m", "--metadata"}, absentValue = "") String[] fact,
            @Descriptor("what to do with an existing file: overwrite, fail or rename (default: the camera's; with a count above 1 rename)")
            @Parameter(names = {"-e", "--existing"}, absentValue = "") ExistingFile policy,
            @Descriptor("takes the picture to memory and prints its size: no file") @Parameter(names = "--memory", presentValue = "true",
                    absentValue = "false") boolean memory,
            @Descriptor("returns at once and prints the ids of the requests; with an interval the series runs on by itself, until camera:cancel")
            @Parameter(names = {"-b", "--background"}, presentValue = "true", absentValue = "false") boolean background) throws Exception {
        // @formatter:on
        if (time != null && number == 1) {
            throw new IllegalArgumentException(
                    "-i is the time from one picture to the next, and one is asked for; give -n 2 or more, or leave out -i");
        }
        CameraCapture shutter = cameras.find(camera).getImageCapture();
        CaptureOptions.Builder options = CaptureOptions.builder().location(fromWorkingDirectory(path)).resolution(size).format(format)
                .quality(percent).existing(policy).count(number).interval(time);
        if (memory) {
            options.inMemory();
        }
        for (String each : fact) {
            String[] pair = ArgumentConverter.pair(each);
            options.metadata(pair[0], pair[1].isEmpty() ? null : pair[1]);
        }
        CaptureOptions settings = options.build();
        if (!background) {
            new SeriesReporter(settings, session.getConsole(), System.err).take(shutter);
        } else if (time == null) {
            CaptureOptions each = options.count(1).existing(settings.existing()).build(); // all queue at once, so that their ids can be told
            for (int i = 0; i < number; i++) {
                session.getConsole().println(shutter.submit(each).getId());
            }
        } else {
            shutter.submitSeries(settings, picture -> {});
            session.getConsole()
                    .println("A series of " + number + " pictures runs; camera:status shows how far it is, camera:cancel ends it");
        }
    }

    private static String fromWorkingDirectory(String path) {
        boolean dotted = path != null && (path.equals(".") || path.equals("..") || path.startsWith("./") || path.startsWith("../"));
        return dotted ? Path.of("").toAbsolutePath().resolve(path).normalize().toString() : path;
    }
}
