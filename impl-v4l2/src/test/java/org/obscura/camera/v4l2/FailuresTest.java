package org.obscura.camera.v4l2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;

class FailuresTest {
    @ParameterizedTest
    @CsvSource({"STREAMON,28,FAILED,bandwidth", "open,13,FAILED,No permission for /dev/video99: ", "open,1,FAILED,No permission",
            "S_EXT_CTRLS,13,FAILED,did not open at 8x4 in MJPG: S_EXT_CTRLS: ",
            "S_FMT,16,BUSY,in use by",
            "REQBUFS,16,BUSY,in use by another program (REQBUFS: ", "open,2,DISCONNECTED,was disconnected",
            "open,19,DISCONNECTED,was disconnected",
            "DQBUF,19,DISCONNECTED,was disconnected",
            "REQBUFS,12,FAILED,memory", "S_FMT MJPG 8x4,22,NOT_SUPPORTED,did not open", "S_FMT,5,FAILED,Plug it in again",
            "G_EXT_CTRLS,110,FAILED,it does not answer (G_EXT_CTRLS: ", "S_FMT,71,FAILED,Check the cable"})
    void refusalOfTheKernel_isExplained(String call, int errno, Reason reason, String says) {
        CameraException e = Failures.explain("Cam (/dev/video99)", "/dev/video99", "open at 8x4 in MJPG", FakeCamera.refusal(call, errno));
        assertEquals(reason, e.getReason());
        assertTrue(e.getMessage().contains(says), e.getMessage());
    }
}
