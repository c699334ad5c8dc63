package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;

class NativeLibraryDiagnosisTest {
    private static CameraException start(String printed) {
        return OpenErrorDiagnosis.explain("Cam (webcam:cam)", "/no/such/node", printed, null);
    }

    @Test
    void anotherMissingLibraryIsNamed() {
        String text = NativeLibraryDiagnosis.explain("not loaded",
                "dlopen error: libstdc++.so.6: cannot open shared object file: No such file", "/tmp");
        assertTrue(text.startsWith("The system library libstdc++.so.6 is missing"), text);
    }

    @Test
    void whatIsNotKnownIsToldAsItIs() {
        assertEquals("webcam-capture does not work: boom; it printed: bang", NativeLibraryDiagnosis.explain("boom", "bang", "/tmp"));
    }

    @Test
    void theNumberThatTheNativesPrintDecides() {
        assertEquals(Reason.BUSY, start("Cannot open '/dev/video0': 16, Device or resource busy").getReason());
        assertEquals(Reason.DISCONNECTED, start("Cannot identify '/dev/video0': 2, No such file or directory").getReason());
        assertEquals(Reason.DISCONNECTED, start("Cannot open '/dev/video0': 19, No such device").getReason());
        assertEquals(Reason.FAILED, start("").getReason());
        assertTrue(start("Cannot open '/dev/video0': 13, Permission denied").getMessage().contains("No permission"));
    }
}
