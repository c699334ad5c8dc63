package org.obscura.camera.sinks.outbox;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.ImageOutbox;
import org.obscura.camera.ImageSink;
import org.obscura.camera.spi.ImageReceiver;
import org.obscura.camera.support.file.PrivateFolders;
import org.osgi.service.log.Logger;

/**
 * The outboxes of all sinks, in one folder. A sink that was registered once is known until its configuration is deleted or its outbox is
 * discarded, so that no image is lost to it while its bundle is updated or the framework starts.
 */
public final class Outboxes implements ImageReceiver, AutoCloseable {
    private static final String LOCK = ".lock";

    private final Path root;
    private final DeliveryReporter reporter;
    private final Function<ImageOutbox, Runnable> publisher;
    private final Supplier<Set<String>> cameras;
    private final PendingImages pending = new PendingImages();
    private final FileChannel lockFile;
    @GuardedBy("this")
    private final Map<String, SinkOutbox> outboxes = new TreeMap<>();
    /** The same, for receivers, which wait for no lock. */
    private volatile List<SinkOutbox> all = List.of();
    /** Those that are to be registered as services. */
    private final Queue<SinkOutbox> unpublished = new ConcurrentLinkedQueue<>();
    /** What removes the service of an outbox. */
    @GuardedBy("this")
    private final Map<SinkOutbox, Runnable> published = new HashMap<>();
    /** Held for reading while an image is taken over: the folder is released, and an outbox removed, after that. */
    private final ReadWriteLock taking = new ReentrantReadWriteLock();
    /** All sinks, of which the first one of a name is used. */
    @GuardedBy("this")
    private final Map<Service, SinkInfo> sinks = new LinkedHashMap<>();

    /** A service by its identity: two may be equal, as records are. */
    private static final class Service {
        final ImageSink sink;

        Service(ImageSink sink) {
            this.sink = sink;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Service that && sink == that.sink;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(sink);
        }
    }

    /**
     * Opens the folder, and takes over what it holds.
     *
     * @param root the folder, which no other process may use
     * @param events posts an event of a topic
     * @param publisher registers an outbox as a service, and returns what unregisters it
     * @param cameras returns the ids of all cameras
     * @throws IOException if the folder cannot be used
     */
    public Outboxes(Path root, Logger log, BiConsumer<String, Map<String, Object>> events, Function<ImageOutbox, Runnable> publisher,
            Supplier<Set<String>> cameras) throws IOException {
        this.root = root;
        this.reporter = new DeliveryReporter(log, events);
        this.publisher = publisher;
        this.cameras = cameras;
        PrivateFolders.create(root);
        lockFile = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isLocked(lockFile)) {
                throw new IOException("The folder " + root + " is in use by another process; configure another 'directory'");
            }
            load();
            publish();
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private synchronized void load() throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(root)) {
            folders = all.filter(Files::isDirectory).sorted().toList();
        }
        for (Path folder : folders) {
            EntryStore store = new EntryStore(folder);
            Map<String, Object> properties = new HashMap<>();
            Properties stored = store.settings();
            stored.stringPropertyNames().forEach(key -> properties.put(key, stored.getProperty(key)));
            if (properties.containsKey(ImageSink.NAME)) {
                open(SinkInfo.read(properties, reporter.log()::warn), store);
            } else {
                store.remove(); // the process ended while the sink was first registered, or forgotten
            }
        }
        outboxes.values().forEach(SinkOutbox::finishDeletions);
    }

    @GuardedBy("this")
    private SinkOutbox open(SinkInfo info, EntryStore store) throws IOException {
        String name = info.name();
        SinkOutbox outbox = new SinkOutbox(info, store, pending, reporter, () -> forget(name), cameras);
        outboxes.put(name, outbox);
        all = List.copyOf(outboxes.values());
        unpublished.add(outbox);
        return outbox;
    }

    /** Registers what was opened. Called without a lock, since those who use the services may call back. */
    private void publish() {
        for (SinkOutbox outbox = unpublished.poll(); outbox != null; outbox = unpublished.poll()) {
            Runnable unpublish = publisher.apply(outbox);
            if (!isPublished(outbox, unpublish)) {
                unpublish.run();
            }
        }
    }

    /** Returns false if an outbox was removed meanwhile. */
    private synchronized boolean isPublished(SinkOutbox outbox, Runnable unpublish) {
        boolean open = outboxes.containsValue(outbox);
        if (open) {
            published.put(outbox, unpublish);
        }
        return open;
    }

    @Override
    public void receive(CapturedImage image) {
        taking.readLock().lock();
        try {
            take(image);
        } finally {
            taking.readLock().unlock();
        }
    }

    private void take(CapturedImage image) {
        List<SinkOutbox> takers = all.stream().filter(outbox -> outbox.info().takes(image.cameraId())).toList();
        boolean deletes = takers.stream().anyMatch(outbox -> outbox.info().deletesImages());
        String id = UUID.randomUUID().toString();
        Map<SinkOutbox, Entry> entries = new LinkedHashMap<>();
        for (SinkOutbox outbox : takers) {
            try {
                entries.put(outbox, outbox.prepare(image, id, deletes));
            } catch (IOException e) {
                outbox.notTaken(image, e);
            }
        }
        // once all have it: the first delivery might delete the image that another sink needs
        entries.forEach(SinkOutbox::add);
    }

    /** Logs which sinks are to deliver images of cameras that do not exist, each once; after sinks or cameras changed. */
    public void lookForCameras() {
        all.forEach(SinkOutbox::lookForCameras);
    }

    /**
     * Returns whether an image waits for a sink, so that it must not be removed.
     *
     * @param image the absolute path
     * @return whether it waits
     */
    public boolean isPending(Path image) {
        return pending.contains(image);
    }

    /**
     * Begins to deliver to a sink, or takes over its changed properties.
     *
     * @param sink the sink
     * @param properties its service properties
     */
    public void addSink(ImageSink sink, Map<String, ?> properties) {
        SinkInfo info = SinkInfo.read(properties, reporter.log()::error);
        SinkInfo before;
        synchronized (this) {
            before = sinks.get(new Service(sink));
        }
        if (before != null && before.name().equals(info.name())) {
            update(sink, info);
            return;
        }
        if (before != null) {
            removeSink(sink);
        }
        addNew(sink, info);
        publish();
    }

    private synchronized void addNew(ImageSink sink, SinkInfo info) {
        if (info.name().isEmpty()) {
            reporter.log().error("A sink of class {} is not used: it has no service property {}", sink.getClass().getName(),
                    ImageSink.NAME);
            return;
        }
        sinks.values().stream().filter(other -> other.name().equals(info.name())).findFirst()
                .ifPresent(
                        first -> reporter.log().warn("There are two sinks of the name {}, {} and {}; only one of them gets images. "
                                + "Give one another name, which is that of its file", info.name(), first.source(), info.source()));
        sinks.put(new Service(sink), info);
        use(info.name());
    }

    private synchronized void update(ImageSink sink, SinkInfo info) {
        SinkOutbox outbox = sinks.replace(new Service(sink), info) == null ? null : outboxes.get(info.name());
        if (outbox != null && outbox.uses(sink) && !outbox.info().equals(info)) {
            try {
                outbox.update(sink, info);
            } catch (IOException e) {
                reporter.log().error("Sink {} goes on as before: its changed properties cannot be stored", info.name(), e);
            }
        }
    }

    /**
     * Stops to deliver to a sink; its images are kept.
     *
     * @param sink the sink
     */
    public void removeSink(ImageSink sink) {
        SinkInfo info;
        SinkOutbox outbox;
        synchronized (this) {
            info = sinks.remove(new Service(sink));
            outbox = info == null ? null : outboxes.get(info.name());
        }
        if (info != null && outbox != null) {
            outbox.removeSink(sink);
            synchronized (this) {
                use(info.name());
            }
            publish();
        }
    }

    /** Uses the first sink of a name that can deliver, else the first, if it is not used yet. */
    @GuardedBy("this")
    private void use(String name) {
        Map.Entry<Service, SinkInfo> first = sinks.entrySet().stream().filter(each -> each.getValue().name().equals(name))
                .min(Comparator.comparing(each -> !each.getValue().problem().isEmpty())).orElse(null);
        if (first == null) {
            return;
        }
        try {
            SinkOutbox outbox = outboxes.get(name);
            if (outbox == null) {
                outbox = open(first.getValue(), new EntryStore(root.resolve(folder(name))));
            }
            ImageSink sink = first.getKey().sink;
            if (!outbox.uses(sink)) {
                outbox.setSink(sink, first.getValue());
            }
        } catch (IOException e) {
            reporter.log().error("Sink {} is not used: its outbox in {} cannot be opened", name, root, e);
        }
    }

    /** Returns the name of a folder, which no name of a sink can lead out of the root. */
    private static String folder(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("*", "%2A").replaceFirst("^\\.", "%2E");
    }

    /**
     * Removes the outbox of a sink whose configuration was deleted.
     *
     * @param pid the PID of the configuration
     */
    public void configurationDeleted(String pid) {
        SinkOutbox outbox;
        synchronized (this) {
            outbox = outboxes.values().stream().filter(each -> each.info().pid().equals(pid)).findFirst().orElse(null);
        }
        if (outbox != null) {
            int left = forget(outbox.info().name());
            reporter.log().info("The configuration of sink {} was deleted, and its outbox with it; {} images that waited are not delivered",
                    outbox.info().name(), left);
        }
    }

    /** Removes an outbox with what waits in it. Returns how many images that were. */
    private int forget(String name) {
        SinkOutbox outbox;
        Runnable unpublish;
        taking.writeLock().lock(); // what is being taken over is in the outbox then
        try {
            synchronized (this) {
                outbox = outboxes.remove(name);
                all = List.copyOf(outboxes.values());
                unpublish = outbox == null ? null : published.remove(outbox);
            }
        } finally {
            taking.writeLock().unlock();
        }
        if (outbox == null) {
            return 0;
        }
        outbox.close();
        int left = outbox.removeAll();
        if (unpublish != null) { // else it is unregistered by the thread that registers it
            unpublish.run();
        }
        outbox.removeFolder();
        return left;
    }

    @Override
    public void close() throws IOException {
        List<SinkOutbox> open;
        List<Runnable> services;
        synchronized (this) {
            open = List.copyOf(outboxes.values());
            services = List.copyOf(published.values());
            outboxes.clear();
            published.clear();
            sinks.clear();
        }
        taking.writeLock().lock(); // what is being taken over is complete then
        try {
            all = List.of();
        } finally {
            taking.writeLock().unlock();
        }
        services.forEach(Runnable::run);
        open.forEach(SinkOutbox::close);
        lockFile.close();
    }

    /**
     * Returns the outbox of a sink.
     *
     * @param name the name of the sink
     * @return the outbox, or null
     */
    synchronized @Nullable ImageOutbox outbox(String name) {
        return outboxes.get(name);
    }
}
