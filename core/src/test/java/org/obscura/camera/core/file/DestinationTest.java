package org.obscura.camera.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.CaptureError;
import org.obscura.camera.core.config.CameraConfiguration;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.config.SettingsReader;
import org.obscura.camera.core.pattern.PatternValues;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.support.config.ConfigReader;

class DestinationTest {
    private static final List<ImageFormat> ALL = List.of(ImageFormat.JPEG, ImageFormat.PNG);
    private static final Destination.Formats FORMATS = Destination.Formats.of(
            word -> ALL.stream().filter(format -> format.matches(word)).findFirst(), () -> List.of("jpeg", "png"));

    private static final PatternValues VALUES = PatternValues.of("front", "simulated:a", Instant.parse("2026-11-27T09:08:07Z"),
            ZoneOffset.UTC);

    @TempDir
    Path base;
    private Path pictures;

    @BeforeEach
    void makeFolders() throws IOException {
        base = base.toRealPath();
        pictures = Files.createDirectory(base.resolve("pictures"));
    }

    private Destination of(String location, String format, Object... settings) throws Exception {
        Map<String, Object> values = new HashMap<>(Map.of("directory", pictures.toString()));
        for (int i = 0; i < settings.length; i += 2) {
            values.put((String) settings[i], settings[i + 1]);
        }
        CameraSettings read = SettingsReader.read("test", new ConfigReader(CameraConfiguration.class, values, Map.of()));
        return new DestinationResolver(read, new PicturesFolder(), FORMATS, created -> {}).resolve(location, format, VALUES);
    }

    private FileException refusal(String location, Object... settings) {
        return assertThrows(FileException.class, () -> of(location, null, settings), location);
    }

    @ParameterizedTest
    @CsvSource({"x.jpg, x.jpg, jpeg", "x.PNG, x.PNG, png", "x, x.jpg, jpeg", "x., x.jpg, jpeg", ".png, .png.jpg, jpeg",
            "x.y.png, x.y.png, png"})
    void suffixSelectsTheFormat(String location, String name, String format) throws Exception {
        Destination destination = of(location, null);
        assertEquals(pictures, destination.folder());
        assertEquals(name, destination.name());
        assertEquals(format, destination.format().name());
        assertNull(destination.fence());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "./", "../pictures", "../pictures/"})
    void folderGetsAGeneratedName(String location) throws Exception {
        assertNull(of(location, null).name());
        assertEquals(pictures, of(location, null).folder());
        assertNull(of(pictures.toUri().toString(), "png").name());
        assertEquals("png", of(null, "png").format().name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"new/", "./new/", "new/x.jpg", "new/."})
    void folderThatDoesNotExistIsNoFileOfThatName(String location) {
        FileException refused = refusal(location);
        assertEquals(CaptureError.RESOURCE, refused.error());
        assertTrue(refused.getMessage().contains("new") && refused.getMessage().contains("does not exist; create it"),
                refused.getMessage());
        assertFalse(Files.exists(pictures.resolve("new")));
        assertThrows(FileException.class, () -> of(pictures.toUri() + "new/", null));
        assertThrows(FileException.class, () -> of(pictures + "/new/", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org/x.jpg", "data:image/png,x", "file:relative%zz", "camera-preview:a/1"})
    void urlThatNamesNoFileIsRefused(String location) {
        assertEquals(CaptureError.RESOURCE, refusal(location).error());
        assertTrue(refusal(location).getMessage().contains(location.substring(0, 4)));
    }

    @Test
    void unknownAndContradictingFormatsAreRefused() {
        FileException unknown = refusal("x.gif");
        assertEquals(CaptureError.FORMAT, unknown.error());
        assertTrue(unknown.getMessage().contains(".gif") && unknown.getMessage().contains("jpeg, png"), unknown.getMessage());
        FileException contradicting = assertThrows(FileException.class, () -> of("x.jpg", "png"));
        assertEquals(CaptureError.FORMAT, contradicting.error());
        assertEquals(Optional.empty(), FORMATS.find("gif"));
    }

    @Test
    void missingDefaultFolderIsCreated() throws Exception {
        Path deep = pictures.resolve("a/b");
        assertEquals(deep, of("x.jpg", null, "directory", deep.toString()).folder());
        assertTrue(Files.isDirectory(deep));
    }

    @Test
    void defaultFolderThatIsADanglingLinkSaysSo() throws Exception {
        Path link = Files.createSymbolicLink(base.resolve("link"), base.resolve("none"));
        String message = refusal("x.jpg", "directory", link.toString()).getMessage();
        assertEquals("The folder " + link + " is a link to a folder that does not exist", message);
        Path file = Files.createFile(base.resolve("file"));
        assertEquals(file + " is not a folder", refusal("x.jpg", "directory", file.toString()).getMessage());
    }

    @Test
    void folderOfAnAllowedDirectoryKeepsItAsItsFence() throws Exception {
        Path inner = Files.createDirectory(pictures.resolve("inner"));
        Destination destination = of("inner/x.jpg", null, "allowed.directories", pictures.toString());
        assertEquals(inner, destination.folder());
        assertEquals(pictures, destination.fence());
    }

    @Test
    void folderOutsideOfTheAllowedDirectoriesIsRefused() throws Exception {
        Path outside = Files.createDirectory(base.resolve("outside"));
        Files.createSymbolicLink(pictures.resolve("link"), outside);
        for (String location : List.of("../outside/x.jpg", outside + "/x.jpg", "link/x.jpg", "link", outside.toUri() + "x.jpg")) {
            String message = refusal(location, "allowed.directories", pictures.toString()).getMessage();
            assertTrue(message.startsWith("Images may not be written to " + outside) && message.contains(pictures.toString()), message);
        }
    }
}
