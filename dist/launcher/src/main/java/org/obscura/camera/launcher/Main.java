package org.obscura.camera.launcher;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

import org.apache.felix.service.command.CommandProcessor;
import org.obscura.camera.shell.completion.CommandCompleter;
import org.obscura.camera.support.logging.ConsoleLogListener;
import org.obscura.camera.support.text.Printable;
import org.osgi.framework.BundleException;
import org.osgi.service.log.LogLevel;

/** The main class of the runnable jar: starts the framework, runs commands, and ends the JVM with their exit code. */
public final class Main {
    private static final Path CONFIGURATION = Path.of("conf");

    private final CommandLine line;
    // not System.err, which Gogo gives to the session of a thread
    private final PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
    private final WatchedOutput out = new WatchedOutput(new FileOutputStream(FileDescriptor.out));

    /** A framework with the configuration that it follows. */
    private record StartedFramework(CameraFramework framework, ConfigurationFolder configuration) {
    }

    private Main(CommandLine line) {
        this.line = line;
    }

    /** Runs the program. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        useAsciiDigits();
        try {
            CommandLine line = CommandLine.parse(arguments);
            if (line.action() == CommandLine.Action.VERSION) {
                System.out.println("Obscura " + Main.class.getPackage().getImplementationVersion());
                return Shell.OK;
            }
            if (line.configuration() != null && !Files.isDirectory(line.configuration())) {
                throw new IllegalArgumentException("There is no folder " + line.configuration().toAbsolutePath()
                        + "; --conf must name an existing folder with configuration");
            }
            return new Main(line).run();
        } catch (IllegalArgumentException | IOException | BundleException e) {
            System.err.println(Printable.of(e.getMessage() == null ? e : e.getMessage()));
            return Shell.FAILED;
        } catch (RuntimeException e) {
            e.printStackTrace(); // and the program ends, although threads of the framework may be left
            return Shell.FAILED;
        }
    }

    /**
     * Makes digits those of ASCII: the framework formats versions of packages in the default locale, and takes digits other than those of
     * ASCII for no version.
     */
    static void useAsciiDigits() {
        if (DecimalFormatSymbols.getInstance().getZeroDigit() != '0') {
            Locale.setDefault(Locale.Category.FORMAT, Locale.ENGLISH);
        }
    }

    private int run() throws IOException, BundleException {
        BackgroundPreparation.start(Main.class.getClassLoader());
        ClassPreloader.start(Main.class.getClassLoader());
        try (ShutdownHook hook = new ShutdownHook()) {
            try {
                return run(hook);
            } catch (IOException | BundleException | RuntimeException e) {
                if (hook.isEnding()) { // the framework is stopped, and the JVM ends with the code of the signal
                    return Shell.INTERRUPTED;
                }
                throw e;
            }
        }
    }

    private int run(ShutdownHook hook) throws IOException, BundleException {
        StartedFramework run = hook.start(() -> start(hook));
        if (run == null || hook.isEnding()) {
            return Shell.INTERRUPTED;
        }
        try (Shell shell = new Shell(run.framework.service(CommandProcessor.class), new FileInputStream(FileDescriptor.in), out,
                new FileOutputStream(FileDescriptor.err))) {
            hook.interruptFirst(shell);
            return run(shell, run.framework, run.configuration);
        }
    }

    private StartedFramework start(ShutdownHook hook) throws IOException, BundleException {
        StorageFolder storage = StorageFolder.create(Path.of(System.getProperty("java.io.tmpdir")));
        hook.atEnd(storage::close);
        CameraFramework framework = new CameraFramework(storage, !line.words().isEmpty() && !line.keepsRunning(), line.log());
        hook.atEnd(framework::stop);
        boolean named = line.configuration() != null;
        ConfigurationFolder configuration = new ConfigurationFolder(named ? line.configuration() : CONFIGURATION, named,
                new FolderOwnership(storage.owner()), err::println);
        try {
            framework.start(configuration, new ConsoleLogListener(err, line.log(), levelOfRequests()), hook::isEnding);
        } catch (BundleException | RuntimeException e) {
            storage.requireSpace();
            throw e;
        }
        return new StartedFramework(framework, configuration);
    }

    /**
     * Returns from which level on requests are logged: the commands print how their requests end, so the log repeats it only at a level
     * that the user asks for.
     */
    private LogLevel levelOfRequests() {
        return line.log() == LogLevel.WARN ? LogLevel.ERROR : line.log();
    }

    private int run(Shell shell, CameraFramework framework, ConfigurationFolder configuration) throws IOException, BundleException {
        if (line.action() == CommandLine.Action.HELP) {
            framework.awaitStarts();
            shell.print(CommandLine.USAGE);
            return shell.run("camera:help");
        }
        PendingRequests pending = new PendingRequests(framework.context(), err);
        InterruptHandler.install(shell, InterruptHandler::exit);
        ConfigurationBarrier.awaitDelivery(framework.context());
        framework.startSimulated();
        framework.awaitStarts();
        framework.follow(configuration);
        int code = runCommands(shell, framework);
        if (!line.words().isEmpty() && !shell.openPage().isEmpty()) {
            ServedPage page = new ServedPage(err);
            InterruptHandler.install(shell, page::interrupt);
            page.serve();
        }
        InterruptHandler.install(shell, pending::interrupt);
        if (code == Shell.INTERRUPTED && !line.words().isEmpty()) {
            pending.cancel();
        } else if (!pending.await()) {
            code = Shell.INTERRUPTED;
        } else if (!shell.haveBackgroundRequestsSucceeded() && code == Shell.OK) { // first the wait until all failures are printed
            code = Shell.FAILED;
        }
        if (out.problem().isPresent()) {
            err.println("The output cannot be written: " + Printable.of(out.problem().get()));
            code = code == Shell.OK ? Shell.FAILED : code;
        }
        String setting = shell.unusedSetting();
        if (!setting.isEmpty()) {
            err.println("Note: " + setting);
        }
        return code;
    }

    private int runCommands(Shell shell, CameraFramework framework) throws IOException {
        if (!line.words().isEmpty()) {
            return shell.run(line.words());
        }
        if (!Shell.isAtTerminal()) {
            return new Prompt(shell, new PipeLines(shell.input())).run();
        }
        TerminalLines terminal = new TerminalLines(new CommandCompletion(shell, framework.service(CommandCompleter.class)),
                shell::interrupt);
        return new Prompt(shell, terminal).run();
    }
}
