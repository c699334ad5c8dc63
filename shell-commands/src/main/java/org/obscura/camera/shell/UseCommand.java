package org.obscura.camera.shell;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.DeviceInfo;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code camera:use}: changes the target of a camera in its configuration, which applies at once. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "use")
public class UseCommand extends Command {
    private static final String TARGET = "device.target";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Cameras cameras;
    private final DeviceTargets targets;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile ConfigurationAdmin configurations;

    @Activate
    public UseCommand(@Reference Cameras cameras, @Reference Devices devices) {
        this.cameras = cameras;
        targets = new DeviceTargets(devices);
    }

    /** For tests. */
    UseCommand(Cameras cameras, Devices devices, ConfigurationAdmin configurations) {
        this(cameras, devices);
        this.configurations = configurations;
    }

    // @formatter:off one annotation a line
    @Descriptor("Makes a camera use another device or backend from now on; waiting requests run on the new device")
    public void use(CommandSession session,
            @Descriptor("the camera (default: the only one, or 'default')") @Label(value = "CAMERA",
                    completion = Completion.CAMERA) Optional<String> camera,
            @Descriptor("id or name of a device, name of a backend, or the beginning of one of these; any: the best device")
            @Label(value = "DEVICE", completion = Completion.DEVICE) String device) throws IOException, InterruptedException {
        // @formatter:on
        ConfigurationAdmin admin = required(configurations, "the camera");
        if (camera.isEmpty() && cameras.all().stream().anyMatch(each -> each.getId().equals(device))) {
            throw new IllegalArgumentException("Which device is camera '" + device + "' to use? There are " + targets.names());
        }
        String id = cameras.find(TextFormat.orNull(camera)).getId();
        DeviceTargets.Target target = targets.find(device);
        Configuration configuration = CameraConfiguration.findOrCreate(id, admin);
        Dictionary<String, Object> properties = configuration.getProperties();
        if (properties == null) {
            properties = new Hashtable<>();
            properties.put(CameraEvents.CAMERA_ID, id);
        }
        if (target.filter() == null) {
            properties.remove(TARGET);
        } else {
            properties.put(TARGET, target.filter());
        }
        configuration.update(properties);
        TransientSetting.noteKey(session, "the choice of the device",
                target.filter() == null ? "an empty " + TARGET : TARGET + " = " + target.filter(), id);
        DeviceInfo now = await(id, target.fits());
        println(session, now == null ? "Camera " + id + " will use " + target.name() + " as soon as it can"
                : "Camera " + id + " uses " + now.id() + " (" + now.displayName() + ")");
    }

    /** Returns the device once it fits, so that the next command meets it; null if it takes too long. */
    private DeviceInfo await(String camera, Predicate<DeviceInfo> fits) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        do {
            // the camera's service may be another one under the new configuration: looked up each time
            DeviceInfo now = cameras.all().stream().filter(c -> c.getId().equals(camera)).findFirst().flatMap(Camera::getDevice)
                    .orElse(null);
            if (now != null && fits.test(now)) {
                return now;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        } while (System.nanoTime() < end);
        return null;
    }
}
