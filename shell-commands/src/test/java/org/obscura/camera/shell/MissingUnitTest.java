package org.obscura.camera.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_ERR)
class MissingUnitTest {
    @Test
    void aTimeWithoutAUnitIsSaidOnTheStandardError() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            ArgumentConverter.controls("zoom=2", "exposure.time=10,20ms", "exposure.gain=0");
        } finally {
            System.setErr(before);
        }
        assertEquals(List.of("exposure.time=10 has no unit and is taken as 10s; write exposure.time=10s"),
                written.toString(StandardCharsets.UTF_8).lines().toList());
    }
}
