package org.obscura.camera.shell;

import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code camera:events}. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "events")
public class EventsCommand extends Command {
    private final BundleContext context;
    private final Cameras cameras;

    @Activate
    public EventsCommand(BundleContext context, @Reference Cameras cameras) {
        this.context = context;
        this.cameras = cameras;
    }

    @Descriptor("Prints the events of cameras as they occur, until interrupted")
    public void events(CommandSession session,
            @Descriptor("the camera (default: all)") @Parameter(names = {"-c", "--camera"}, absentValue = "") @Label(value = "CAMERA",
                    completion = Completion.CAMERA) String camera,
            @Descriptor("ends after that many events") @Parameter(names = {"-n", "--count"},
                    absentValue = "") @Label("COUNT") Integer number,
            @Descriptor("ends after that many seconds") @Parameter(names = {"-s", "--seconds"},
                    absentValue = "") @Label("SECONDS") Integer seconds,
            @Descriptor("prints each event as a line of JSON") @Parameter(names = "--json", presentValue = "true",
                    absentValue = "false") boolean json)
            throws InterruptedException {
        if (number != null && number < 1) {
            throw new IllegalArgumentException("The count is " + number + "; it must be 1 or more");
        }
        if (seconds != null && seconds < 1) {
            throw new IllegalArgumentException("The number of seconds is " + seconds + "; it must be 1 or more");
        }
        Dictionary<String, Object> properties = new Hashtable<>();
        if (camera != null) {
            properties.put(CameraEvents.CAMERA_ID, cameras.find(camera).getId());
        }
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        ServiceRegistration<?> registration = context.registerService(CaptureListener.class, new EventLines(lines::add, json), properties);
        try {
            print(session, lines, number == null ? Integer.MAX_VALUE : number, seconds == null ? null : Duration.ofSeconds(seconds));
        } finally {
            registration.unregister();
        }
    }

    private static void print(CommandSession session, BlockingQueue<String> lines, int count, Duration time) throws InterruptedException {
        long end = System.nanoTime() + (time == null ? 0 : time.toNanos());
        for (int printed = 0; printed < count; printed++) {
            String line = time == null ? lines.take() : lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                return;
            }
            session.getConsole().println(line);
            session.getConsole().flush();
            if (session.getConsole().checkError()) {
                return; // the reader closed the pipe
            }
        }
    }
}
