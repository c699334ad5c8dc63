package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions.ExistingFile;

/** Promise 8: where images go, and under which names. */
class FilesTest extends EngineTestBase {
    private CameraService camera;

    @BeforeEach
    void plug() {
        context.plug("a").free();
        camera = context.camera("front");
    }

    @Test
    void namesWithPercentSpacesUnicodeAndAllTheirLengthAreTakenAsTheyAre() throws Exception {
        String long255 = "n".repeat(251) + ".jpg";
        String umlauts = "\u00e4".repeat(125) + "x.jpg"; // 2 bytes each in UTF-8: 255
        assertEquals(255, umlauts.getBytes(StandardCharsets.UTF_8).length);
        boolean unicode = canName(umlauts);
        if (!unicode) {
            System.out.println("FilesTest: skipped, this Java cannot name files in Unicode: set LC_ALL=C.UTF-8");
        }
        assumeTrue(unicode);
        List<String> names = List.of("100%.jpg", "%41.jpg", "a b  c.jpg", " .jpg.png", "\u6e2c\u8a66 \ud83d\udcf7.jpg", "#?&+;'\".jpg",
                "a\\b\nc.png",
                "-rf.png", ".hidden.png", "a:b.jpg", umlauts, long255);
        for (String name : names) {
            Path path = context.awaitSaved(camera.captureToLocation(name));
            assertEquals(folder.resolve(name), path);
            decodes(path);
            assertEquals(path.toString(), camera.getCapturedImagePath());
        }
        assertEquals(names.stream().sorted().toList(), names());
    }

    private boolean canName(String name) {
        try {
            folder.resolve(name);
            return true;
        } catch (java.nio.file.InvalidPathException e) {
            System.out.println("FilesTest: skipped, " + e.getMessage());
            return false;
        }
    }

    @Test
    void nameThatIsTooLongIsAResourceErrorThatSaysSo() throws Exception {
        assertTrue(context.awaitFailed(camera.captureToLocation("n".repeat(252) + ".jpg"), CaptureError.RESOURCE).contains("too long"));
        assertEquals(List.of(), names());
    }

    @ParameterizedTest
    @CsvSource({"x.jpg, x.jpg, JPEG", "x.JPEG, x.JPEG, JPEG", "x.Jpe, x.Jpe, JPEG", "x.PNG, x.PNG, png", "x.tif, x.tif, tif",
            "x.BMP, x.BMP, bmp",
            "x, x.jpg, JPEG", "x., x.jpg, JPEG", ".png, .png.jpg, JPEG", "x.y.png, x.y.png, png"})
    void suffixPicksTheFormatInAnyCaseAndIsAddedWhereThereIsNone(String asked, String name, String format) throws Exception {
        Path path = context.awaitSaved(camera.captureToLocation(asked));
        assertEquals(folder.resolve(name), path);
        try (var in = ImageIO.createImageInputStream(path.toFile())) {
            assertEquals(format, ImageIO.getImageReaders(in).next().getFormatName());
        }
    }

    @Test
    void configuredAndAskedFormatsGiveTheirSuffix() throws Exception {
        camera.update(context.settings("front", "format", "PNG"));
        assertEquals(folder.resolve("x.png"), context.awaitSaved(camera.captureToLocation("x")));
        assertEquals(folder.resolve("IMG_00000001.png"), context.awaitSaved(camera.capture()));
        assertEquals(folder.resolve("IMG_00000002.bmp"), context.awaitSaved(camera.submit(options().format("Bmp").build()).getId()));
        assertEquals(folder.resolve("x.jpeg"),
                context.awaitSaved(camera.submit(options().location("x.jpeg").format("jpg").build()).getId()));
    }

    @Test
    void relativePlacesFoldersUrlsAndLinksLeadWhereTheySay() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("in ner"));
        Files.createSymbolicLink(folder.resolve("link"), inner);
        assertEquals(inner.resolve("x.jpg"), context.awaitSaved(camera.captureToLocation("in ner/x.jpg")));
        assertEquals(inner.resolve("IMG_00000001.jpg"), context.awaitSaved(camera.captureToLocation("in ner")));
        assertEquals(inner.resolve("IMG_00000002.jpg"), context.awaitSaved(camera.captureToLocation("in ner/")));
        assertEquals(inner.resolve("IMG_00000003.jpg"), context.awaitSaved(camera.captureToLocation(inner.toString())));
        assertEquals(inner.resolve("IMG_00000004.jpg"), context.awaitSaved(camera.captureToLocation("in ner/../in ner")));
        assertEquals(inner.resolve("u r l%.jpg"), context.awaitSaved(camera.captureToLocation(inner.toUri() + "u%20r%20l%25.jpg")));
        context.awaitSaved(camera.captureToLocation("link/through.jpg"));
        decodes(inner.resolve("through.jpg"));
        assertEquals(folder.resolve("IMG_00000001.jpg"), context.awaitSaved(camera.captureToLocation("")));
        assertEquals(folder.resolve("IMG_00000002.jpg"), context.awaitSaved(camera.captureToLocation(".")));
    }

    @Test
    void defaultFolderIsMadeIfItIsMissing() throws Exception {
        Path deep = folder.resolve("a/b/c");
        camera.update(context.settings("front", "directory", deep.toString()));
        assertEquals(deep.resolve("IMG_00000001.jpg"), context.awaitSaved(camera.capture()));
    }

    @Test
    void existingFileIsTreatedByItsPolicy() throws Exception {
        Path file = Files.writeString(folder.resolve("x.jpg"), "old");
        int fail = camera.submit(options().location("x.jpg").existing(ExistingFile.FAIL).build()).getId();
        assertTrue(context.awaitFailed(fail, CaptureError.RESOURCE).contains("exists already"));
        assertEquals("old", Files.readString(file));
        for (int i = 1; i <= 3; i++) {
            int rename = camera.submit(options().location("x.jpg").existing(ExistingFile.RENAME).build()).getId();
            assertEquals(folder.resolve("x-" + i + ".jpg"), context.awaitSaved(rename));
        }
        assertEquals("old", Files.readString(file));
        assertEquals(file, context.awaitSaved(camera.captureToLocation("x.jpg")));
        decodes(file);
        camera.update(context.settings("front", "existing", "fail"));
        context.awaitFailed(camera.captureToLocation("x.jpg"), CaptureError.RESOURCE);
        assertEquals(folder.resolve("y.jpg"), context.awaitSaved(camera.captureToLocation("y.jpg")));
        assertEquals(List.of("x-1.jpg", "x-2.jpg", "x-3.jpg", "x.jpg", "y.jpg"), names());
    }

    @Test
    void generatedNumberIsTheHighestThereAndOneMoreAndNeverUsedTwice() throws Exception {
        for (String other : List.of("IMG_abc.jpg", "IMG_99999999999.jpg", "IMG_00000041.PNG", "IMG_00000007.jpg", "img_00000900.jpg",
                "IMG_00000800", "IMG_00000900.jpg.bak")) {
            Files.writeString(folder.resolve(other), "kept");
        }
        Path first = context.awaitSaved(camera.capture());
        assertEquals("IMG_00000042.jpg", first.getFileName().toString());
        Files.delete(first);
        assertEquals("IMG_00000043.jpg", context.awaitSaved(camera.capture()).getFileName().toString());
        Files.writeString(folder.resolve("IMG_00000050.tif"), "another program's");
        assertEquals("IMG_00000051.jpg", context.awaitSaved(camera.capture()).getFileName().toString());
        Files.writeString(folder.resolve("IMG_99999999.jpg"), "the last of eight digits");
        assertEquals("IMG_100000000.jpg", context.awaitSaved(camera.capture()).getFileName().toString());
        assertEquals("IMG_100000001.jpg", context.awaitSaved(camera.capture()).getFileName().toString());
        assertEquals("kept", Files.readString(folder.resolve("IMG_00000041.PNG")));
    }

    @Test
    void aReaderOfTheFolderNeverSeesHalfAPicture() throws Exception {
        camera.update(context.settings("front", "sync", true));
        List<Integer> ids = java.util.stream.IntStream.range(0, 60)
                .mapToObj(i -> i % 2 == 0 ? camera.capture() : camera.captureToLocation("same.png")).toList();
        int looks = 0;
        while (camera.getPendingCount() > 0) {
            try (var files = Files.list(folder)) {
                for (Path file : files.filter(f -> !f.getFileName().toString().startsWith(".obscura-")).toList()) {
                    decodes(file);
                    looks++;
                }
            }
        }
        for (int id : ids) {
            context.awaitSaved(id);
        }
        System.out.println("FilesTest: looked at " + looks + " files while they were written");
    }

    @Test
    void onlyTemporaryFilesOfEndedProcessesAreRemoved() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        String own = temporaryNameOfThisProcess();
        Path other = Files.createDirectory(folder.resolve("other"));
        Path left = Files.writeString(other.resolve(own.replace("-" + ProcessHandle.current().pid() + "-", "-" + dead.pid() + "-")),
                "half");
        Path living = Files.writeString(other.resolve(own), "half");
        Path ofAnotherContainer = Files.writeString(other.resolve(".obscura-0123456789ab.4026530000-1-77-1.tmp"), "half");
        Path ofAnOlderVersion = Files.writeString(other.resolve(".obscura-4194000-abc.tmp"), "half");
        context.awaitSaved(camera.captureToLocation("other/"));
        assertEquals(false, Files.exists(left));
        for (Path kept : List.of(living, ofAnotherContainer, ofAnOlderVersion)) {
            assertTrue(Files.exists(kept), () -> kept + " was removed");
            Files.delete(kept);
        }
    }

    /** Seen while an encoded image is held back by an earlier one. */
    private String temporaryNameOfThisProcess() throws Exception {
        Gate gate = Gate.shut();
        context.encoders.add(ManualEncoder.behind(gate, org.obscura.camera.spi.ImageFormat.BMP), 10, 1);
        int first = camera.captureToLocation("first.bmp");
        int second = camera.captureToLocation("second.png");
        context.await("IMAGE_CAPTURED", second);
        gate.awaitArrival();
        String name = null;
        while (name == null) {
            name = names().stream().filter(each -> each.endsWith(".tmp")).findFirst().orElse(null);
            Thread.onSpinWait();
        }
        gate.letGo();
        context.awaitSaved(first);
        context.awaitSaved(second);
        return name;
    }

    @Test
    void fullDiskIsOutOfSpaceAndTheNextCaptureWorks() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        if (mount(small, "size=64k")) {
            try {
                Path filler = small.resolve("filler");
                Files.write(filler, new byte[60 * 1024]);
                ManualDevice big = new ManualDevice("big");
                context.plug(big, 100);
                big.give(device -> device.frame(new org.obscura.camera.Resolution(200, 200), org.obscura.camera.spi.PixelFormat.BGR24,
                        null));
                int full = camera.captureToLocation(small.resolve("x.bmp").toString());
                assertTrue(context.awaitFailed(full, CaptureError.OUT_OF_SPACE).contains("No space is left"));
                assertEquals(List.of("filler"), names(small));
                Files.delete(filler);
                big.free();
                decodes(context.awaitSaved(camera.captureToLocation(small.resolve("x.jpg").toString())));
            } finally {
                unmount(small);
            }
        }
    }

    @Test
    void folderWithoutPermissionIsAResourceErrorAndTheNextCaptureWorks() throws Exception {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root) {
            if (!mount(closed, "ro")) { // root may write where others may not
                return;
            }
        } else {
            Files.setPosixFilePermissions(closed, java.nio.file.attribute.PosixFilePermissions.fromString("r-xr-xr-x"));
        }
        try {
            String message = context.awaitFailed(camera.captureToLocation(closed.resolve("x.jpg").toString()), CaptureError.RESOURCE);
            assertTrue(message.contains(closed.toString()), message);
            context.awaitFailed(camera.captureToLocation(closed.toString()), CaptureError.RESOURCE);
            context.awaitFailed(camera.submit(options().location(closed + "/y.jpg").existing(ExistingFile.FAIL).build()).getId(),
                    CaptureError.RESOURCE);
            context.awaitSaved(camera.capture());
        } finally {
            if (root) {
                unmount(closed);
            }
        }
    }

    /** Mounts a file system in memory; where that is not allowed the test says so and is skipped. */
    private static boolean mount(Path at, String options) throws Exception {
        try {
            Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", options, "tmpfs", at.toString()).redirectErrorStream(true)
                    .start();
            String says = new String(mount.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            boolean done = mount.waitFor() == 0;
            if (!done) {
                System.out.println("FilesTest: skipped, no file system can be mounted here: " + says);
            }
            assumeTrue(done, says);
            return done;
        } catch (java.io.IOException e) {
            System.out.println("FilesTest: skipped, there is no mount: " + e.getMessage());
            assumeTrue(false, e.getMessage());
            return false;
        }
    }

    private static void unmount(Path at) throws Exception {
        assertEquals(0, new ProcessBuilder("umount", at.toString()).inheritIO().start().waitFor());
    }

    private static void decodes(Path file) throws Exception {
        assertTrue(ImageIO.read(file.toFile()) != null, () -> file + " is no picture");
    }

    @Test
    void metadataOfTheSystemAndOfTheApplicationIsToldBeforeTheEnd() throws Exception {
        camera.setMetadata("Own", "x");
        int id = camera.capture();
        context.awaitSaved(id);
        Map<Object, Object> told = new java.util.HashMap<>();
        context.events(EngineFixture.is("IMAGE_METADATA_AVAILABLE", id))
                .forEach(event -> told.put(event.getProperty("key"), event.getProperty("value")));
        assertEquals("x", told.get("Own"));
        assertEquals(ManualDevice.LARGE, told.get("Resolution"));
        assertEquals(0, told.get("Orientation"));
        assertEquals("Maker", told.get("CameraManufacturer"));
        assertEquals("Model a", told.get("CameraModel"));
        assertTrue(told.containsKey("DateTimeOriginal") && told.containsKey("ImageUniqueID"));
    }
}
