package org.obscura.camera.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.apache.felix.framework.FrameworkFactory;
import org.obscura.camera.support.device.FirstSearches;
import org.obscura.camera.support.logging.ConsoleLogListener;
import org.obscura.camera.support.text.Printable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogReaderService;
import org.osgi.service.log.admin.LoggerContext;

/** The framework with the bundles of the runnable jar. */
final class CameraFramework {
    private static final String ENGINE = "org.obscura.camera.core";
    private static final String SIMULATED = "org.obscura.camera.simulated";
    private static final String CODEC = "org.obscura.camera.turbojpeg";
    /** Commands need these, and the engine and the backends do not. */
    private static final List<String> OF_COMMANDS = List.of("org.obscura.camera.shell", "org.obscura.camera.trigger",
            "org.obscura.camera.web");
    private static final Duration SEARCH_LIMIT = Duration.ofSeconds(30);
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final Framework framework;
    private final EmbeddedBundles embedded = new EmbeddedBundles(CameraFramework.class.getClassLoader());
    private final List<Thread> starts = new ArrayList<>();

    /**
     * Creates the framework.
     *
     * @param oneCommand whether it ends with one command, so that its cameras need no management beans, and its triggers do not capture
     * @param log the least severe level that is printed
     */
    CameraFramework(StorageFolder storage, boolean oneCommand, LogLevel log) {
        Map<String, String> properties = new HashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, storage.path().resolve("framework").toString());
        if (StateFolder.path() != null) {
            // the storage ends with this run, and a password that a camera refused must not be sent by the next one
            properties.put("obscura.state", StateFolder.path().toString());
        }
        // the storage is of this run alone
        properties.put("felix.cache.locking", "false");
        // a command takes an image on a machine without a camera, too; core logs a warning when it does
        properties.put("obscura.simulated", "fallback");
        // the log drops what is less severe before any listener hears of it; without the property, below warnings
        properties.put(LoggerContext.LOGGER_CONTEXT_DEFAULT_LOGLEVEL, (log.implies(LogLevel.WARN) ? log : LogLevel.WARN).name());
        properties.put("obscura.jmx", String.valueOf(!oneCommand));
        properties.put("obscura.triggers", String.valueOf(!oneCommand));
        // a thread pool costs more than the few bundles take to resolve
        properties.put("felix.resolver.parallelism", "1");
        properties.put("gosh.args", "--nointeractive");
        // errors alone, since an EventAdmin that stops amid its work writes a warning to the standard output
        properties.put("org.apache.felix.eventadmin.LogLevel", "1");
        framework = new FrameworkFactory().newFramework(properties, embedded);
    }

    /**
     * Starts the framework and its bundles, except the simulated backend; some are still starting when it returns. The log is heard and
     * the configuration applied as soon as their services are registered.
     *
     * @param ending whether the program ends, so that no other bundle is to be started
     */
    void start(ConfigurationFolder configuration, ConsoleLogListener listener, BooleanSupplier ending)
            throws BundleException, IOException {
        framework.start();
        List<Bundle> bundles = new ArrayList<>();
        for (String location : embedded.locations()) {
            bundles.add(context().installBundle(location));
        }
        LogReaderService log = null;
        ConfigurationAdmin admin = null;
        List<Bundle> codec = named(List.of(CODEC), bundles);
        List<Bundle> ofCommands = named(OF_COMMANDS, bundles);
        bundles.removeAll(codec);
        bundles.removeAll(ofCommands);
        bundles.removeAll(named(List.of(SIMULATED), bundles));
        for (Bundle bundle : bundles) {
            if (ending.getAsBoolean()) {
                return;
            }
            boolean engine = ENGINE.equals(bundle.getSymbolicName());
            if (engine) {
                startBeside(ofCommands);
            }
            bundle.start();
            if (engine) {
                // after it, since the engine would else load the native library, and wait for it
                startBeside(codec);
            }
            if (log == null) {
                log = service(LogReaderService.class);
                if (log != null) {
                    listener.listenTo(log);
                }
            }
            if (admin == null) {
                admin = service(ConfigurationAdmin.class);
                if (admin != null) {
                    configuration.apply(admin);
                }
            }
        }
    }

    private static List<Bundle> named(List<String> names, List<Bundle> bundles) {
        return bundles.stream().filter(bundle -> names.contains(bundle.getSymbolicName())).toList();
    }

    /** Starts bundles one after another on a thread of their own, beside those that the main thread starts. */
    private void startBeside(List<Bundle> bundles) {
        Thread thread = new Thread(() -> bundles.forEach(CameraFramework::startOrTell), "obscura-start-" + starts.size());
        thread.setDaemon(true);
        starts.add(thread);
        thread.start();
    }

    private static void startOrTell(Bundle bundle) {
        try {
            bundle.start();
        } catch (BundleException e) {
            System.err.println("The bundle " + bundle.getSymbolicName() + " did not start: " + Printable.of(e.getMessage()));
        }
    }

    /** Waits until all bundles have started: commands are registered, and all images of a run have the same encoder. */
    void awaitStarts() {
        try {
            for (Thread thread : starts) {
                thread.join(SEARCH_LIMIT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Starts the simulated backend once the others have searched for devices. In a framework that keeps running a better device takes over
     * when it is found; a single command would have ended by then, with an image of another device.
     */
    void startSimulated() throws BundleException {
        try {
            FirstSearches.await(context(), null, SEARCH_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Bundle bundle = context().getBundle(EmbeddedBundles.location(SIMULATED));
        if (bundle != null) {
            bundle.start();
        }
    }

    /** Applies changes of the configuration from now on. */
    void follow(ConfigurationFolder configuration) {
        ConfigurationAdmin admin = service(ConfigurationAdmin.class);
        Thread thread = new Thread(() -> {
            try {
                while (framework.getState() == Bundle.ACTIVE) {
                    Thread.sleep(PERIOD.toMillis()); // notices what an editor writes in several steps once it is complete
                    configuration.apply(admin);
                }
            } catch (IOException | IllegalStateException e) {
                System.err.println("Changes of the configuration are no longer applied: " + Printable.of(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "obscura-configuration");
        thread.setDaemon(true);
        thread.start();
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Returns a service of the framework; null if there is none. */
    <T> T service(Class<T> type) {
        ServiceReference<T> reference = context().getServiceReference(type);
        return reference == null ? null : context().getService(reference);
    }

    /** Stops the framework, and waits until all bundles have stopped. Does nothing when it is stopped. */
    void stop() {
        try {
            // first, so that requests end and streams are closed before their backends stop
            Bundle engine = framework.getState() == Bundle.ACTIVE ? context().getBundle(EmbeddedBundles.location(ENGINE)) : null;
            if (engine != null) {
                engine.stop(Bundle.STOP_TRANSIENT);
            }
            framework.stop();
            framework.waitForStop(STOP_LIMIT.toMillis());
        } catch (BundleException e) {
            System.err.println("The framework did not stop: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
