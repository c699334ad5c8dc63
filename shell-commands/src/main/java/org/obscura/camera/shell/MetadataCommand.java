package org.obscura.camera.shell;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.support.config.SimilarWords;
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

    // @formatter:off one annotation a line
    @Descriptor("Sets and removes metadata that is stored in the images of a camera, then lists it")
    public void metadata(CommandSession session,
            @Descriptor("the camera (default: the only one, or 'default')") @Parameter(names = {"-c", "--camera"}, absentValue = "")
            @Label(value = "CAMERA", completion = Completion.CAMERA) String camera,
            @Descriptor("a key to remove; may be given more than once") @Parameter(names = {"-r", "--remove"}, absentValue = "")
            @Label(value = "KEY", completion = Completion.METADATA_KEY) String[] keys,
            @Descriptor("prints JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false") boolean json,
            @Descriptor("a key and its value to set, such as Title=Harbour or 'Author=A. Smith'; without value: removes it")
            @Label(value = "KEY=VALUE", completion = Completion.METADATA_SETTING) String... settings) {
        // @formatter:on
        Camera found = cameras.find(camera);
        CameraCapture capture = found.getImageCapture();
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : keys) {
            values.put(checkSet(key, capture), "");
        }
        values.putAll(ArgumentConverter.metadata(settings));
        capture.setMetadata(toSet(values));
        if (keys.length + settings.length > 0) {
            TransientSetting.noteKey(session, "the metadata", "metadata", found.getId());
        }
        Table table = new Table();
        capture.getMetadata().forEach((name, value) -> table.row(name, value));
        String configured = values.entrySet().stream().filter(each -> each.getValue().isEmpty()).map(Map.Entry::getKey)
                .filter(capture.getMetadata()::containsKey).collect(Collectors.joining(", "));
        print(session, json, capture.getMetadata(), table.isEmpty() ? "No metadata is set" + System.lineSeparator()
                : configured.isEmpty() ? table
                : table + "Note: the configuration of the camera sets " + configured + "; change 'metadata' there"
                        + System.lineSeparator());
    }

    private static String checkSet(String key, CameraCapture capture) {
        Map<String, Object> set = capture.getMetadata();
        if (!set.containsKey(key)) {
            throw new IllegalArgumentException("'" + key + "' is not set" + SimilarWords.find(key, set.keySet())
                    .map(similar -> "; did you mean " + similar + "?")
                    .orElse(set.isEmpty() ? "; no key is" : "; set are " + String.join(", ", set.keySet())));
        }
        return key;
    }
}
