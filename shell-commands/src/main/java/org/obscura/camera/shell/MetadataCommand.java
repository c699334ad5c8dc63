package org.obscura.camera.shell;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.CameraCapture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code camera:metadata}. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "metadata")
public class MetadataCommand extends Command {
    private final Cameras cameras;

    @Activate
    public MetadataCommand(@Reference Cameras cameras) {
        this.cameras = cameras;
    }

    @Descriptor("Lists what is stored in the pictures of a camera, after setting or removing what is asked for")
    public void metadata(CommandSession session,
            @Descriptor("the camera (default: the only one, or 'default')") @Parameter(names = {"-c", "--camera"},
                    absentValue = "") String camera,
            @Descriptor("a key to remove; may be given more than once") @Parameter(names = {"-r", "--remove"},
                    absentValue = "") String[] key,
            @Descriptor("a key and its value to set, such as Title=Harbour or 'Author=A. Smith'") String... setting) {
        CameraCapture capture = cameras.find(camera).getImageCapture();
        for (String each : key) {
            if (!capture.getMetadata().containsKey(each)) {
                throw new IllegalArgumentException("'" + each + "' is not set" + (capture.getMetadata().isEmpty() ? "; no key is"
                        : "; set are " + String.join(", ", capture.getMetadata().keySet())));
            }
            capture.setMetadata(each, null);
        }
        for (String each : setting) {
            String[] pair = ArgumentConverter.pair(each);
            capture.setMetadata(pair[0], pair[1]);
        }
        Table table = new Table();
        capture.getMetadata().forEach((name, value) -> table.row(name, value));
        session.getConsole().print(table);
    }
}
