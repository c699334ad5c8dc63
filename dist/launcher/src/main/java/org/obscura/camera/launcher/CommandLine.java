package org.obscura.camera.launcher;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.Map;
import java.util.concurrent.Callable;

import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the bnd launcher calls on the main thread once all bundles are started; its result is the exit code. The launcher's own
 * service, a plain {@code Object}, holds the arguments and appears when the bundles run.
 */
@Component(service = Callable.class, property = "main.thread=true")
public class CommandLine implements Callable<Integer> {
    private final BundleContext context;
    private final CommandProcessor processor;
    private final String[] arguments;

    @Activate
    public CommandLine(BundleContext context, @Reference CommandProcessor processor,
            @Reference(service = Object.class, target = "(launcher.ready=true)") Map<String, Object> launcher) {
        this.context = context;
        this.processor = processor;
        arguments = launcher.get("launcher.arguments") instanceof String[] given ? given : new String[0];
    }

    @Override
    @SuppressWarnings("try") // nothing is asked of the end but to be there
    public Integer call() {
        ConfigurationBarrier.awaitDelivery(context);
        BackendReadiness.awaitSearch(context);
        try (Shell shell = new Shell(processor, new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
                ShutdownHook end = new ShutdownHook(shell, context.getBundle(Constants.SYSTEM_BUNDLE_ID).adapt(Framework.class))) {
            InterruptHandler.deliverTo(shell);
            return arguments.length == 0 ? new Prompt(shell, System.console() != null).run() : shell.run(arguments);
        }
    }
}
