package org.obscura.camera.v4l2.trial;

import java.nio.file.Path;

/** The backend on USB cameras: {@code UsbTrial PORT IMAGES CAPTURES OPENINGS}. The cameras 1-1 and 1-2 have the same serial number. */
public final class UsbTrial {
    private UsbTrial() {
    }

    public static void main(String... args) throws Exception {
        UsbFixture usb = new UsbFixture(Integer.parseInt(args[0]), Path.of(args[1]));
        UsbFormats formats = new UsbFormats(usb, Integer.parseInt(args[2]));
        UsbFaults faults = new UsbFaults(usb, Integer.parseInt(args[3]));
        Checks checks = new Checks();
        checks.run("aCameraThatIsPluggedInIsOffered", formats::pluggedIn);
        checks.run("everySizeIsDeliveredAsTheCameraSentIt", formats::everySize);
        checks.run("framesAreExposedAfterTheirRequest", formats::fresh);
        checks.run("controlsReachTheCameraAndArePutBack", formats::controls);
        checks.run("aValueThatCannotBeIsRefused", formats::refused);
        checks.run("whatAnotherProgramHasSetIsLeft", formats::foreign);
        checks.run("rawFramesAreConverted", formats::raw);
        checks.run("damagedImagesFailAndTheNextWorks", faults::damaged);
        checks.run("imagesThatCanBeMendedAre", faults::mended);
        checks.run("aCameraThatStallsTimesOutAndGoesOn", faults::stalls);
        checks.run("aCameraInUseIsBusy", faults::busy);
        checks.run("openingManyTimesLeavesNothing", faults::manyTimes);
        checks.run("anUnpluggedCameraIsLostAndComesBack", faults::unplugged);
        checks.run("anUnboundCameraIsLostAndComesBack", faults::unbound);
        checks.run("aCameraThatRefusesAControlHasTheOthers", faults::refusesAControl);
        checks.run("aDeafCameraHoldsNobodyUp", faults::deaf);
        checks.run("twinsAreApart", faults::twins);
        checks.run("aBackendThatStopsLeavesNothing", faults::stop);
    }
}
