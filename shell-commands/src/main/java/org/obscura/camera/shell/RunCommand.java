package org.obscura.camera.shell;

import java.io.PrintStream;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.support.text.Json;
import org.obscura.camera.support.text.Printable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code camera:run}: keeps the program running, so that triggers capture. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "run")
public class RunCommand extends Command {
    private final BundleContext context;
    private final Triggers triggers;

    @Activate
    public RunCommand(BundleContext context, @Reference Triggers triggers) {
        this.context = context;
        this.triggers = triggers;
    }

    /** A line of the output, or of the errors. */
    private record Line(String text, boolean failure) {
    }

    @Descriptor("Runs what is configured, such as triggers, and prints the path of each image that is saved, until it is interrupted")
    public void run(CommandSession session,
            @Descriptor("prints each image as a line of JSON") @Parameter(names = "--json", presentValue = "true",
                    absentValue = "false") boolean json)
            throws InterruptedException {
        PrintStream err = System.err;
        BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
        ServiceRegistration<?> registration = context.registerService(CaptureListener.class, new Lines(lines, json), new Hashtable<>());
        try {
            if (triggers.all().isEmpty()) {
                err.println(Triggers.NONE);
            }
            while (!session.getConsole().checkError()) { // else the reader closed the pipe
                Line line = lines.take();
                PrintStream to = line.failure ? err : session.getConsole();
                to.println(line.text);
                to.flush();
            }
        } finally {
            registration.unregister();
        }
    }

    private record Lines(BlockingQueue<Line> lines, boolean json) implements CaptureListener {
        @Override
        public void onImageSaved(String cameraId, int requestId, String path) {
            if (json) {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("camera", cameraId);
                object.put("request", requestId);
                object.put("path", path);
                lines.add(new Line(Json.of(object), false));
            } else {
                lines.add(new Line(Printable.of(path), false));
            }
        }

        @Override
        public void onCaptureFailed(String cameraId, int requestId, CaptureError error, String message) {
            lines.add(new Line(Printable.of("Camera " + cameraId + ", request " + requestId + " failed: " + message), true));
        }
    }
}
