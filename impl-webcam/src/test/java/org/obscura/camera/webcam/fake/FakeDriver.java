package org.obscura.camera.webcam.fake;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.github.sarxos.webcam.WebcamDevice;
import com.github.sarxos.webcam.WebcamDriver;

/** A driver of webcam-capture whose cameras are the files of a folder; the text of a file is its camera's {@link FakeCamera mood}. */
public final class FakeDriver implements WebcamDriver {
    /** System property of the child: the folder. */
    public static final String FOLDER = "fake.cameras";

    @Override
    public List<WebcamDevice> getDevices() {
        List<WebcamDevice> cameras = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(System.getProperty(FOLDER)))) {
            for (Path file : files) {
                cameras.add(new FakeCamera(file));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return cameras;
    }

    @Override
    public boolean isThreadSafe() {
        return false;
    }
}
