package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.PixelFormat;

/** Promise 7: every failure has its error, and never harms the next request. */
class ErrorsTest extends EngineTest {

    @Test
    void inactiveCameraIsNotReady() throws Exception {
        CameraService camera = studio.camera("front", "autostart", false);
        assertTrue(studio.awaitFailed(camera.capture(), CaptureError.NOT_READY).contains("front"));
        studio.plug("a").free();
        camera.start();
        studio.awaitSaved(camera.capture());
        assertEquals("", camera.getErrorString());
        assertEquals(CaptureError.NO_ERROR, camera.getError());
    }

    @Test
    void placesThatCannotBeAreResourceErrorsThatNameThem() throws Exception {
        studio.plug("a").free();
        CameraService camera = studio.camera("front");
        Path file = Files.writeString(folder.resolve("file"), "x");
        fails(camera, "missing/x.jpg", CaptureError.RESOURCE, "missing");
        fails(camera, file + "/x.jpg", CaptureError.RESOURCE, "is not a folder");
        fails(camera, file + "/", CaptureError.RESOURCE, "is not a folder");
        fails(camera, "http://example.org/x.jpg", CaptureError.RESOURCE, "http://example.org/x.jpg");
        fails(camera, "HTTPS://example.org/", CaptureError.RESOURCE, "URL");
        fails(camera, "file://host/x.jpg", CaptureError.RESOURCE, "file://host/x.jpg");
        fails(camera, "data:image/jpeg;base64,AAAA", CaptureError.RESOURCE, "URL");
        fails(camera, "x\0y.jpg", CaptureError.RESOURCE, "cannot be a path");
        assertEquals(List.of("IMG_00000001.jpg", "IMG_00000002.jpg", "IMG_00000003.jpg", "IMG_00000004.jpg", "IMG_00000005.jpg",
                "IMG_00000006.jpg", "IMG_00000007.jpg", "IMG_00000008.jpg", "file"), names());
    }

    @Test
    void unknownAndContradictingSuffixesAndFormatsAreFormatErrors() throws Exception {
        studio.plug("a").free();
        CameraService camera = studio.camera("front");
        fails(camera, "x.doc", CaptureError.FORMAT, ".doc");
        studio.awaitFailed(camera.submit(options().location("x.jpg").format("png").build()).getId(), CaptureError.FORMAT);
        studio.awaitFailed(camera.submit(options().format("nothing").build()).getId(), CaptureError.FORMAT);
        studio.awaitFailed(camera.submit(options().format("nothing").inMemory().build()).getId(), CaptureError.FORMAT);
        studio.awaitSaved(camera.capture());
    }

    @Test
    void defaultFolderThatIsAFileIsAResourceError() throws Exception {
        studio.plug("a").free();
        Path file = Files.writeString(folder.resolve("file"), "x");
        CameraService camera = studio.camera("front", "directory", file.toString());
        assertTrue(studio.awaitFailed(camera.capture(), CaptureError.RESOURCE).contains(file + " is not a folder"));
        studio.awaitSaved(camera.captureToLocation(folder.resolve("x.jpg").toString()));
    }

    @Test
    void picturesGoNowhereButIntoAllowedDirectories() throws Exception {
        studio.plug("a").free();
        Path allowed = Files.createDirectory(folder.resolve("allowed"));
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createDirectory(folder.resolve("allowed-not"));
        Files.createSymbolicLink(allowed.resolve("link"), outside);
        Files.createSymbolicLink(allowed.resolve("link.jpg"), outside.resolve("kept.jpg"));
        Files.writeString(outside.resolve("kept.jpg"), "kept");
        Files.createDirectory(allowed.resolve("inner"));
        CameraService camera = studio.camera("front", "directory", allowed.toString(), "allowed.directories", allowed.toString());
        for (String place : List.of("../outside/x.jpg", "inner/../../outside/x.jpg", "link/x.jpg", "link", "link/../x.jpg",
                outside.resolve("x.jpg").toString(), folder.resolve("allowed-not/x.jpg").toString(), "..")) {
            String message = studio.awaitFailed(camera.captureToLocation(place), CaptureError.RESOURCE);
            assertTrue(message.contains("allowed.directories"), place + ": " + message);
        }
        studio.awaitSaved(camera.captureToLocation("inner/../x.jpg"));
        studio.awaitSaved(camera.captureToLocation("link.jpg"));
        assertEquals("kept", Files.readString(outside.resolve("kept.jpg")), "written through a link that leads out");
        assertEquals(List.of("kept.jpg"), names(outside));
        assertEquals(List.of(), names(folder.resolve("allowed-not")));
    }

    @Test
    void resolutionThatTheDeviceDoesNotHaveIsNotSupportedAndHarmsNothing() throws Exception {
        HandDevice device = studio.plug("a").free();
        CameraService camera = studio.camera("front");
        camera.setResolution(new Resolution(1920, 1080));
        assertTrue(studio.awaitFailed(camera.capture(), CaptureError.NOT_SUPPORTED).contains("1920x1080"));
        assertEquals(List.of(), device.opened, "a list of sizes answers without opening");
        device.resolutions = List.of();
        studio.awaitFailed(camera.capture(), CaptureError.NOT_SUPPORTED);
        camera.setResolution(HandDevice.SMALL);
        studio.awaitSaved(camera.capture());
        camera.setResolution(new Resolution(7, 7));
        studio.awaitFailed(camera.capture(), CaptureError.NOT_SUPPORTED);
        camera.setResolution(null);
        studio.awaitSaved(camera.capture());
    }

    @Test
    void framesThatAreNoPicturesAreFormatErrorsAndTheStreamGoesOn() throws Exception {
        HandDevice device = studio.plug("a");
        CameraService camera = studio.camera("front");
        byte[] tooShort = new byte[HandDevice.LARGE.width() * HandDevice.LARGE.height() * 3 - 1];
        device.give(d -> d.frame(tooShort));
        device.give(d -> d.frame(HandDevice.SMALL, PixelFormat.BGR24, null));
        device.give(d -> d.frame(HandDevice.LARGE, PixelFormat.JPEG, new byte[100]));
        device.give(d -> d.frame(HandDevice.LARGE, PixelFormat.JPEG, new byte[0]));
        device.giveFailure(Reason.BAD_FRAME, "garbled");
        device.giveFrame();
        camera.setResolution(HandDevice.LARGE);
        for (int i = 0; i < 5; i++) {
            studio.awaitFailed(camera.capture(), CaptureError.FORMAT);
        }
        studio.awaitSaved(camera.capture());
        assertEquals(1, device.opened.size());
    }

    @Test
    void jpegFrameIsWrittenAsItIsAndOneThatEndsEarlyIsAFormatError() throws Exception {
        HandDevice device = studio.plug("a");
        CameraService camera = studio.camera("front");
        byte[] jpeg = jpeg(device);
        device.give(d -> d.frame(HandDevice.LARGE, PixelFormat.JPEG, Arrays.copyOf(jpeg, jpeg.length - 2)));
        studio.awaitFailed(camera.capture(), CaptureError.FORMAT);
        device.give(d -> d.frame(HandDevice.SMALL, PixelFormat.JPEG, jpeg));
        studio.awaitFailed(camera.capture(), CaptureError.FORMAT);
        device.give(d -> d.frame(HandDevice.LARGE, PixelFormat.JPEG, jpeg));
        studio.awaitSaved(camera.capture());
        device.give(d -> d.frame(HandDevice.LARGE, PixelFormat.JPEG, jpeg));
        Path png = studio.awaitSaved(camera.captureToLocation("x.png"));
        assertEquals(HandDevice.LARGE.width(), javax.imageio.ImageIO.read(png.toFile()).getWidth());
        byte[] scrambled = jpeg.clone();
        Arrays.fill(scrambled, 20, 160, (byte) 0x55);
        device.give(d -> d.frame(HandDevice.LARGE, PixelFormat.JPEG, scrambled));
        studio.awaitFailed(camera.captureToLocation("y.png"), CaptureError.FORMAT);
    }

    private byte[] jpeg(HandDevice device) throws Exception {
        device.giveFrame();
        CameraService helper = studio.camera("helper", "idle.timeout", "0.001");
        var bytes = helper.submit(options().inMemory().format("jpeg").build()).getResult().toCompletableFuture().get().bytes();
        byte[] jpeg = new byte[bytes.remaining()];
        bytes.get(jpeg);
        studio.await(TestStudio.is("IMAGE_AVAILABLE", 1));
        studio.forget();
        return jpeg;
    }

    @Test
    void deviceThatFailsOrIsBusyOrLateFailsThatRequestAlone() throws Exception {
        HandDevice device = studio.plug("a");
        CameraService camera = studio.camera("front", "frame.timeout", "0.05");
        assertTrue(studio.awaitFailed(camera.capture(), CaptureError.RESOURCE).contains("no frame within"));
        camera.update(studio.settings("front")); // the others are not to be late
        device.giveFailure(Reason.FAILED, "it burns");
        assertEquals("it burns", studio.awaitFailed(camera.capture(), CaptureError.RESOURCE));
        assertEquals("it burns", camera.getErrorString());
        device.openFailure = new org.obscura.camera.spi.CameraException(Reason.BUSY, "taken by another program");
        assertEquals("taken by another program", studio.awaitFailed(camera.capture(), CaptureError.RESOURCE));
        device.openFailure = null;
        device.free();
        studio.awaitSaved(camera.capture());
        assertEquals(3, device.opened.size());
    }

    /** A capture to a place fails, and the next to the default place is saved. */
    private void fails(CameraService camera, String place, CaptureError error, String says) throws Exception {
        String message = studio.awaitFailed(camera.captureToLocation(place), error);
        assertTrue(message.contains(says), message);
        studio.awaitSaved(camera.submit(CaptureOptions.defaults()).getId());
    }
}
