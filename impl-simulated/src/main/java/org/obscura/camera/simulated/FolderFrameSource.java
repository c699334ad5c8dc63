package org.obscura.camera.simulated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;
import org.obscura.camera.support.image.ImageIoPlugins;

/**
 * The images of a folder, sorted by name, each frame the next one, and after the last the first again. A stream shows those of
 * its size: a JPEG file as it is, another as pixels.
 */
final class FolderFrameSource implements FrameSource {
    private final Path folder;
    private volatile Found found = new Found(Map.of(), List.of(), "");

    /** A file as it was when its size was read. The size is null if it is no image. */
    private record Entry(Resolution size, FileTime changed, long length) {
    }

    private static final Entry NO_IMAGE = new Entry(null, FileTime.fromMillis(0), -1);

    /** What a look into the folder found, by file in the order of names. */
    private record Found(Map<Path, Entry> files, List<Resolution> sizes, String problem) {
    }

    FolderFrameSource(Path folder) {
        this.folder = folder;
        refresh();
    }

    @Override
    public List<Resolution> getResolutions() {
        return found.sizes();
    }

    @Override
    public String getProblem() {
        return found.problem();
    }

    @Override
    public boolean hasControls() {
        return false;
    }

    @Override
    public synchronized void refresh() {
        Map<Path, Entry> files = new LinkedHashMap<>();
        String problem = "";
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(f -> ImageFiles.isImageName(f.getFileName().toString())).sorted().forEach(f -> files.put(f, look(f)));
        } catch (IOException e) {
            problem = "The folder " + folder + (Files.exists(folder) ? " cannot be read (" + e + ")" : " does not exist")
                    + "; create it and put images into it, or set picture to test-card or to another folder";
        }
        List<Resolution> sizes = files.values().stream().map(Entry::size).filter(s -> s != null).distinct().toList();
        List<String> damaged = new ArrayList<>();
        files.forEach((file, entry) -> {
            if (entry.size() == null) {
                damaged.add(file.getFileName().toString());
            }
        });
        if (!damaged.isEmpty()) {
            problem = "The folder " + folder + " has files that are no images: " + String.join(", ", damaged)
                    + "; replace or remove them";
        } else if (sizes.isEmpty() && problem.isEmpty()) {
            problem = "The folder " + folder + " has no image; put files into it whose names end with one of " + ImageFiles.suffixes();
        }
        found = new Found(files, sizes, problem);
    }

    /** Reads the size of an image, unless that was done and the file is the same since. */
    private Entry look(Path file) {
        if (!Files.isRegularFile(file)) {
            return NO_IMAGE; // a named pipe would block who opens it
        }
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            long length = Files.size(file);
            Entry known = found.files().get(file);
            if (known != null && known.changed().equals(changed) && known.length() == length) {
                return known;
            }
            return new Entry(sizeOf(file), changed, length);
        } catch (IOException e) {
            return NO_IMAGE;
        }
    }

    private static Resolution sizeOf(Path file) {
        try {
            return ImageFiles.size(ImageIoPlugins.file(file));
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public FrameGenerator open(Resolution resolution, PixelFormat expected) {
        return new FrameGenerator() {
            private Path last;

            @Override
            public Frame expose(long sequence, Instant time, PixelFormat format, ControlValues controls) throws CameraException {
                last = after(last, resolution);
                return read(last, resolution, sequence, time);
            }
        };
    }

    private Path after(Path last, Resolution size) throws CameraException {
        List<Path> files = found.files().entrySet().stream().filter(e -> size.equals(e.getValue().size())).map(Map.Entry::getKey).toList();
        if (files.isEmpty()) {
            throw new CameraException(Reason.FAILED, "The folder " + folder + " has no image of " + size + " any more; put one back");
        }
        return files.stream().filter(f -> last != null && f.compareTo(last) > 0).findFirst().orElse(files.get(0));
    }

    private Frame read(Path file, Resolution size, long sequence, Instant time) throws CameraException {
        byte[] bytes;
        try {
            if (!Files.isRegularFile(file)) {
                throw new IOException("it is not a regular file any more");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            refresh();
            throw new CameraException(Reason.FAILED, "The image " + file + " cannot be read: " + e, e);
        }
        try {
            Resolution now = ImageFiles.size(ImageIoPlugins.memory(bytes));
            if (!now.equals(size)) {
                refresh();
                throw new CameraException(Reason.BAD_FRAME, "The image " + file + " is now of " + now + ", and the stream of " + size);
            }
            boolean jpeg = ImageFiles.isJpeg(bytes);
            return new MemoryFrame(size, jpeg ? PixelFormat.JPEG : PixelFormat.BGR24, jpeg ? bytes : ImageFiles.toBgr(bytes), sequence,
                    time);
        } catch (IOException e) {
            throw new CameraException(Reason.BAD_FRAME, "The image " + file + " is damaged: " + e.getMessage(), e);
        }
    }
}
