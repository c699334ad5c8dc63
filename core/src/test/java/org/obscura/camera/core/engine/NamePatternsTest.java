package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureOptions.ExistingFile;

/** Names of images that follow from patterns. */
class NamePatternsTest extends EngineTestBase {

    @BeforeEach
    void plug() {
        context.plug("a").free();
    }

    private String saved(CameraService camera, String location) throws Exception {
        return folder.relativize(context.awaitSaved(camera.captureToLocation(location))).toString();
    }

    @Test
    void theConfiguredPatternNamesImagesAndTheirFolders() throws Exception {
        // the era does not change between two images
        CameraService camera = context.camera("front", "name.pattern", "{date:G}/{camera}-{device}-{counter:3}", "time.zone", "UTC");
        String first = folder.relativize(context.awaitSaved(camera.capture())).toString();
        assertTrue(first.matches("AD/front-hand_a-001\\.jpg"), first);
        assertTrue(saved(camera, "").endsWith("front-hand_a-002.jpg"));
        Files.createDirectory(folder.resolve("other"));
        assertTrue(saved(camera, "other/").matches("other/AD/front-hand_a-001\\.jpg"));
        assertTrue(saved(camera, "named.jpg").equals("named.jpg"));
    }

    @Test
    void aLocationIsAPatternFromItsFirstFieldOn() throws Exception {
        CameraService camera = context.camera("front");
        assertTrue(saved(camera, "{date}/{camera}.png").matches("20\\d\\d-\\d\\d-\\d\\d/front\\.png"));
        assertTrue(saved(camera, folder + "/{camera}/{counter:2}").equals("front/01.jpg"));
        assertTrue(saved(camera, "{camera}/").equals("front/IMG_00000001.jpg"));
        assertTrue(saved(camera, "a{{b}}.jpg").equals("a{b}.jpg"));
        assertTrue(saved(camera, folder.resolve("c{d}.jpg").toUri().toString()).equals("c{d}.jpg"), "a URL is no pattern");
        String message = context.awaitFailed(camera.captureToLocation("missing/{date}.jpg"), CaptureError.RESOURCE);
        assertTrue(message.contains("missing does not exist"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{dat}.jpg", "x/{date", "{date}/../x.jpg"})
    void aMistakeInALocationFailsTheRequestAndSaysWhatIsRight(String location) throws Exception {
        Files.createDirectory(folder.resolve("x"));
        CameraService camera = context.camera("front");
        String message = context.awaitFailed(camera.captureToLocation(location), CaptureError.RESOURCE);
        assertTrue(message.contains(location) && message.contains("is wrong: "), message);
        context.awaitSaved(camera.capture());
    }

    @Test
    void aNameFromAPatternOverwritesOnlyOnRequest() throws Exception {
        CameraService camera = context.camera("front", "existing", "overwrite");
        assertEquals("front.jpg", saved(camera, "{camera}.jpg"));
        assertEquals("front-1.jpg", saved(camera, "{camera}.jpg"));
        int id = camera.submit(CaptureOptions.builder().location("{camera}.jpg").existing(ExistingFile.OVERWRITE).build()).getId();
        assertEquals(folder.resolve("front.jpg"), context.awaitSaved(id));
        assertEquals(2, names().size());
    }

    @Test
    void aBurstGetsNamesOfItsOwnWhateverTheTimeIs() throws Exception {
        CameraService camera = context.camera("front");
        Set<Path> paths = new HashSet<>();
        for (String pattern : List.of("{time}.jpg", "{time}-{counter:2}.jpg")) {
            List<Integer> ids = new java.util.ArrayList<>();
            for (int i = 0; i < 40; i++) {
                ids.add(camera.captureToLocation(pattern));
            }
            for (int id : ids) {
                assertTrue(paths.add(context.awaitSaved(id)));
            }
        }
        assertEquals(80, names().size());
    }

    @Test
    void aNumberIsNotUsedAgainAfterItsFileWasMovedAwayWhateverTheTimeIs() throws Exception {
        assumeTrue(Files.getFileAttributeView(folder, UserDefinedFileAttributeView.class) != null, "no extended attributes here");
        CameraService camera = context.camera("front", "name.pattern", "{camera}-{time:HHmmssSSS}-{counter:4}");
        for (int i = 1; i <= 3; i++) {
            Path path = context.awaitSaved(camera.capture());
            assertTrue(path.getFileName().toString().endsWith("-000" + i + ".jpg"), path.toString());
            Files.delete(path);
        }
    }

    @Test
    void theFoldersOfAPatternLeadNowhereElse() throws Exception {
        Path allowed = Files.createDirectory(folder.resolve("allowed"));
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(allowed.resolve("front"), outside);
        CameraService camera = context.camera("front", "directory", allowed.toString(), "allowed.directories", allowed.toString(),
                "name.pattern", "{camera}/{date}/{counter}");
        String message = context.awaitFailed(camera.capture(), CaptureError.RESOURCE);
        assertTrue(message.contains("outside"), message);
        assertEquals(List.of(), List.of(outside.toFile().list()));
    }

    @Test
    void theLatestImageIsReplacedByEachSavedOne() throws Exception {
        CameraService camera = context.camera("front", "latest", "{camera}-latest", "name.pattern", "{camera}/{counter:3}");
        for (int i = 0; i < 3; i++) {
            Path saved = context.awaitSaved(camera.capture());
            assertArrayEquals(Files.readAllBytes(saved), Files.readAllBytes(folder.resolve("front-latest.jpg")));
        }
        Path png = context.awaitSaved(camera.captureToLocation("x.png"));
        assertArrayEquals(Files.readAllBytes(png), Files.readAllBytes(folder.resolve("front-latest.png")));
        assertEquals(4, names().size(), "no temporary file is left: " + names());
    }

    @Test
    void theLatestImageHasTheFormatOfItsSuffix() throws Exception {
        CameraService camera = context.camera("front", "latest", "latest.jpg");
        Path jpeg = context.awaitSaved(camera.capture());
        context.awaitSaved(camera.captureToLocation("x.png"));
        assertArrayEquals(Files.readAllBytes(jpeg), Files.readAllBytes(folder.resolve("latest.jpg")));
    }

    @Test
    void aLatestImageThatCannotBeReplacedFailsNoRequest() throws Exception {
        Files.createDirectories(folder.resolve("latest.jpg/x"));
        CameraService camera = context.camera("front", "latest", "latest.jpg");
        context.awaitSaved(camera.capture());
        assertTrue(context.warnings.stream().anyMatch(each -> each.contains("the latest image is not replaced")),
                context.warnings.toString());
    }
}
