package org.obscura.camera.webcam.child;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The child's main. One thread executes the commands and may be stuck in the natives for ever; another reads the pipe from the bundle and
 * ends the process as soon as that pipe ends, which it does when the bundle lets go or its whole JVM is killed.
 */
public final class CaptureProcessMain {
    static final boolean LINUX = System.getProperty("os.name").startsWith("Linux");

    /** The code with which the process ends when it could not restore the controls. */
    private static final int NOT_RESTORED = 3;
    /** The bundle waits for a little longer. */
    private static final long RESTORE_MILLIS = 800;

    private final OutputStream answers;
    private final String driver;
    private CameraDriver cameras;
    private DriverCamera camera;
    private ByteBuffer frames;
    private int others;
    /** Also read by the thread that reads the pipe. */
    private volatile ControlNode node;

    private CaptureProcessMain(OutputStream answers, String driver) {
        this.answers = answers;
        this.driver = driver;
    }

    /**
     * Runs until standard input ends.
     *
     * @param args the class name of a driver, or nothing for the library's own
     * @throws Exception if the pipe breaks
     */
    public static void main(String[] args) throws Exception {
        OutputStream answers = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        BlockingQueue<String> commands = new LinkedBlockingQueue<>();
        CaptureProcessMain process = new CaptureProcessMain(answers, args.length == 0 ? "" : args[0]);
        Thread reader = new Thread(() -> process.readCommands(commands), "commands");
        reader.setDaemon(true);
        reader.start();
        while (true) {
            process.handle(commands.take());
        }
    }

    private void readCommands(BlockingQueue<String> commands) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
            }
        } catch (IOException e) {
            System.err.println("The pipe broke: " + e);
        }
        // not exit: its hooks may wait for natives that never return
        Runtime.getRuntime().halt(restores() ? 0 : NOT_RESTORED);
    }

    /** Restores the controls, unless the driver does not let it in time. */
    private boolean restores() {
        ControlNode open = node;
        if (open == null) {
            return true;
        }
        Thread restorer = new Thread(open::restore, "controls");
        restorer.setDaemon(true);
        restorer.start();
        try {
            restorer.join(RESTORE_MILLIS);
        } catch (InterruptedException e) {
            return false;
        }
        return !restorer.isAlive();
    }

    private void handle(String line) throws IOException {
        List<String> answer = new ArrayList<>();
        try {
            answer.add(Protocol.OK);
            answer.addAll(act(Protocol.fields(line)));
        } catch (DriverException e) {
            answer = List.of(Protocol.ERROR, e.kind().name(), e.getMessage());
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            e.printStackTrace();
            answer = List.of(Protocol.ERROR, DriverException.Kind.FAILED.name(), describe(e));
        }
        // in one write: the natives may print between two
        answers.write((Protocol.MARK + Protocol.line(answer) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private List<String> act(List<String> command) throws DriverException, IOException {
        switch (command.get(0)) {
            case Protocol.LIST:
                List<String> found = new ArrayList<>();
                cameras().list().forEach(f -> found.addAll(List.of(f.id(), f.name(), f.sizes())));
                return found;
            case Protocol.OPEN:
                others = Integer.parseInt(command.get(4));
                camera = cameras().open(command.get(1), Integer.parseInt(command.get(2)), Integer.parseInt(command.get(3)));
                return List.of(Integer.toString(camera.width()), Integer.toString(camera.height()));
            case Protocol.MAP:
                try (FileChannel file = FileChannel.open(Path.of(command.get(1)), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    frames = file.map(FileChannel.MapMode.READ_WRITE, 0, (long) camera.width() * camera.height() * 3);
                }
                return List.of();
            case Protocol.FRAME:
                DriverCamera.Exposure exposure = camera.expose(frames, others + Integer.parseInt(command.get(1)));
                others = 0;
                return List.of(Long.toString(exposure.sequence()), Long.toString(exposure.micros()));
            case Protocol.NODE:
                ControlNode next = ControlNode.open(command.get(1), Boolean.parseBoolean(command.get(2)));
                if (node != null) {
                    node.close();
                }
                node = next;
                return List.of();
            case Protocol.CONTROL:
                ControlCall call = ControlCall.parse(command.get(1));
                return List.of(Integer.toString(node.pass(call)), call.text());
            case Protocol.AT_END:
                node.atEnd(command.subList(1, command.size()).stream().map(ControlCall::parse).toList());
                return List.of();
            default:
                throw new DriverException(DriverException.Kind.FAILED, "Unknown command " + command.get(0));
        }
    }

    private CameraDriver cameras() throws DriverException {
        if (cameras == null) {
            cameras = driver.isEmpty() ? new NativeDriver() : new SarxosDriver(driver);
        }
        return cameras;
    }

    static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /** Returns the sentence of what was thrown, and of what caused it. */
    static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Throwable t = thrown;
        for (int i = 0; t != null && i < 4; i++, t = t.getCause()) {
            text.append(i == 0 ? "" : ", because: ").append(t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage());
        }
        return text.toString();
    }
}
