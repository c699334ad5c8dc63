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
class ErrorsTest extends EngineTestBase {

    @Test
    void inactiveCameraIsNotReady() throws Exception {
        CameraService camera = context.camera("front", "autostart", false);
        assertTrue(context.awaitFailed(camera.capture(), CaptureError.NOT_READY).contains("front"));
        context.plug("a").free();
        camera.start();
        context.awaitSaved(camera.capture());
        assertEquals("", camera.getErrorString());
        assertEquals(CaptureError.NO_ERROR, camera.getError());
    }

    @Test
    void placesThatCannotBeAreResourceErrorsThatNameThem() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front");
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
        context.plug("a").free();
        CameraService camera = context.camera("front");
        fails(camera, "x.doc", CaptureError.FORMAT, ".doc");
        context.awaitFailed(camera.submit(options().location("x.jpg").format("png").build()).getId(), CaptureError.FORMAT);
        context.awaitFailed(camera.submit(options().format("nothing").build()).getId(), CaptureError.FORMAT);
        context.awaitFailed(camera.submit(options().format("nothing").inMemory().build()).getId(), CaptureError.FORMAT);
        context.awaitSaved(camera.capture());
    }

    @Test
    void defaultFolderThatIsAFileIsAResourceError() throws Exception {
        context.plug("a").free();
        Path file = Files.writeString(folder.resolve("file"), "x");
        CameraService camera = context.camera("front", "directory", file.toString());
        assertTrue(context.awaitFailed(camera.capture(), CaptureError.RESOURCE).contains(file + " is not a folder"));
        context.awaitSaved(camera.captureToLocation(folder.resolve("x.jpg").toString()));
    }

    @Test
    void picturesGoNowhereButIntoAllowedDirectories() throws Exception {
        context.plug("a").free();
        Path allowed = Files.createDirectory(folder.resolve("allowed"));
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createDirectory(folder.resolve("allowed-not"));
        Files.createSymbolicLink(allowed.resolve("link"), outside);
        Files.createSymbolicLink(allowed.resolve("link.jpg"), outside.resolve("kept.jpg"));
        Files.writeString(outside.resolve("kept.jpg"), "kept");
        Files.createDirectory(allowed.resolve("inner"));
        CameraService camera = context.camera("front", "directory", allowed.toString(), "allowed.directories", allowed.toString());
        for (String place : List.of("../outside/x.jpg", "inner/../../outside/x.jpg", "link/x.jpg", "link", "link/../x.jpg",
                outside.resolve("x.jpg").toString(), folder.resolve("allowed-not/x.jpg").toString(), "..")) {
            String message = context.awaitFailed(camera.captureToLocation(place), CaptureError.RESOURCE);
            assertTrue(message.contains("allowed.directories"), place + ": " + message);
        }
        context.awaitSaved(camera.captureToLocation("inner/../x.jpg"));
        context.awaitSaved(camera.captureToLocation("link.jpg"));
        assertEquals("kept", Files.readString(outside.resolve("kept.jpg")), "written through a link that leads out");
        assertEquals(List.of("kept.jpg"), names(outside));
        assertEquals(List.of(), names(folder.resolve("allowed-not")));
    }

    @Test
    void resolutionThatTheDeviceDoesNotHaveIsNotSupportedAndHarmsNothing() throws Exception {
        ManualDevice device = context.plug("a").free();
        CameraService camera = context.camera("front");
        camera.setResolution(new Resolution(1920, 1080));
        assertTrue(context.awaitFailed(camera.capture(), CaptureError.NOT_SUPPORTED).contains("1920x1080"));
        assertEquals(List.of(), device.opened, "a list of sizes answers without opening");
        device.resolutions = List.of();
        context.awaitFailed(camera.capture(), CaptureError.NOT_SUPPORTED);
        camera.setResolution(ManualDevice.SMALL);
        context.awaitSaved(camera.capture());
        camera.setResolution(new Resolution(7, 7));
        context.awaitFailed(camera.capture(), CaptureError.NOT_SUPPORTED);
        camera.setResolution(null);
        context.awaitSaved(camera.capture());
    }

    @Test
    void framesThatAreNoPicturesAreFormatErrorsAndTheStreamGoesOn() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        byte[] tooShort = new byte[ManualDevice.LARGE.width() * ManualDevice.LARGE.height() * 3 - 1];
        device.give(d -> d.frame(tooShort));
        device.give(d -> d.frame(ManualDevice.SMALL, PixelFormat.BGR24, null));
        device.give(d -> d.frame(ManualDevice.LARGE, PixelFormat.JPEG, new byte[100]));
        device.give(d -> d.frame(ManualDevice.LARGE, PixelFormat.JPEG, new byte[0]));
        device.giveFailure(Reason.BAD_FRAME, "garbled");
        device.giveFrame();
        camera.setResolution(ManualDevice.LARGE);
        for (int i = 0; i < 5; i++) {
            context.awaitFailed(camera.capture(), CaptureError.FORMAT);
        }
        context.awaitSaved(camera.capture());
        assertEquals(1, device.opened.size());
    }

    @Test
    void jpegFrameIsWrittenAsItIsAndOneThatEndsEarlyIsAFormatError() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        byte[] jpeg = jpeg(device);
        device.give(d -> d.frame(ManualDevice.LARGE, PixelFormat.JPEG, Arrays.copyOf(jpeg, jpeg.length - 3)));
        context.awaitFailed(camera.capture(), CaptureError.FORMAT); // without the mark of its end and one byte of its pixels
        device.give(d -> d.frame(ManualDevice.LARGE, PixelFormat.JPEG, Arrays.copyOf(jpeg, jpeg.length - 2)));
        assertEquals(ManualDevice.LARGE.width(), javax.imageio.ImageIO.read(context.awaitSaved(camera.capture()).toFile()).getWidth());
        device.give(d -> d.frame(ManualDevice.SMALL, PixelFormat.JPEG, jpeg));
        context.awaitFailed(camera.capture(), CaptureError.FORMAT);
        device.give(d -> d.frame(ManualDevice.LARGE, PixelFormat.JPEG, jpeg));
        context.awaitSaved(camera.capture());
        device.give(d -> d.frame(ManualDevice.LARGE, PixelFormat.JPEG, jpeg));
        Path png = context.awaitSaved(camera.captureToLocation("x.png"));
        assertEquals(ManualDevice.LARGE.width(), javax.imageio.ImageIO.read(png.toFile()).getWidth());
        byte[] scrambled = jpeg.clone();
        Arrays.fill(scrambled, 20, 160, (byte) 0x55);
        device.give(d -> d.frame(ManualDevice.LARGE, PixelFormat.JPEG, scrambled));
        context.awaitFailed(camera.captureToLocation("y.png"), CaptureError.FORMAT);
    }

    private byte[] jpeg(ManualDevice device) throws Exception {
        device.giveFrame();
        CameraService helper = context.camera("helper", "idle.timeout", "0.001");
        var bytes = helper.submit(options().inMemory().format("jpeg").build()).getResult().toCompletableFuture().get().bytes();
        byte[] jpeg = new byte[bytes.remaining()];
        bytes.get(jpeg);
        context.await(EngineFixture.is("IMAGE_AVAILABLE", 1));
        context.forget();
        return jpeg;
    }

    @Test
    void deviceThatFailsOrIsBusyOrLateFailsThatRequestAlone() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "frame.timeout", "100s");
        device.waitsEndAtOnce = true;
        assertTrue(context.awaitFailed(camera.capture(), CaptureError.RESOURCE).contains("no frame within 100000 ms"));
        device.waitsEndAtOnce = false;
        device.giveFailure(Reason.FAILED, "it burns");
        assertEquals("it burns", context.awaitFailed(camera.capture(), CaptureError.RESOURCE));
        assertEquals("it burns", camera.getErrorString());
        device.openFailure = new org.obscura.camera.spi.CameraException(Reason.BUSY, "taken by another program");
        assertEquals("taken by another program", context.awaitFailed(camera.capture(), CaptureError.RESOURCE));
        device.openFailure = null;
        device.free();
        context.awaitSaved(camera.capture());
        assertEquals(3, device.opened.size());
    }

    /** A capture to a place fails, and the next to the default place is saved. */
    private void fails(CameraService camera, String place, CaptureError error, String says) throws Exception {
        String message = context.awaitFailed(camera.captureToLocation(place), error);
        assertTrue(message.contains(says), message);
        context.awaitSaved(camera.submit(CaptureOptions.defaults()).getId());
    }
}
