package org.obscura.camera.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.util.List;
import java.util.function.Predicate;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.web.WebFixture;

/** A device that delivers no frames while it is watched. */
@Tag("slow")
class StandingViewTest extends WebTestBase {
    private static final String CAMERA = "/api/cameras/default";
    private static final String SILENT = "No frame has come for 3 s. Check the device and its connection";

    /** Reads parts until one has such a problem; "" for a part without. */
    private static String awaitProblem(DataInputStream parts, Predicate<String> wanted) throws Exception {
        String problem;
        do {
            problem = "";
            int length = -1;
            for (String line = line(parts); !line.isEmpty() || length < 0; line = line(parts)) {
                if (line.startsWith("Content-Length: ")) {
                    length = Integer.parseInt(line.substring(16));
                } else if (line.startsWith("X-View-Problem: ")) {
                    problem = line.substring(16);
                }
            }
            byte[] jpeg = parts.readNBytes(length);
            assertTrue((jpeg[0] & 0xff) == 0xff && (jpeg[1] & 0xff) == 0xd8, "each part is an image");
        } while (!wanted.test(problem));
        return problem;
    }

    private static String line(DataInputStream in) throws Exception {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private String stated() throws Exception {
        return WebFixture.json(web.get(CAMERA)).getString("viewProblem");
    }

    private void awaitNoneStated() throws Exception {
        long end = System.nanoTime() + WebFixture.PATIENCE_SECONDS * 1_000_000_000L;
        while (!stated().isEmpty()) {
            assertTrue(System.nanoTime() - end < 0, "the view stands still");
            Thread.sleep(20);
        }
    }

    @Test
    void viewSaysWhyItStandsStillAndGoesOnByItself() throws Exception {
        long before = web.events.last();
        try (DataInputStream parts = new DataInputStream(new BufferedInputStream(web.stream(CAMERA + "/live.mjpeg?width=64&rate=30")))) {
            awaitProblem(parts, String::isEmpty);
            web.camera.device().manual();
            assertEquals(SILENT, awaitProblem(parts, problem -> !problem.isEmpty()));
            assertEquals(SILENT, stated());
            web.camera.device().fail(Reason.FAILED, "The lens is stuck; turn it off and on \u2014 again");
            String stuck = awaitProblem(parts, problem -> problem.startsWith("The lens"));
            assertEquals("The lens is stuck; turn it off and on ? again", stuck);
            web.camera.device().automatic();
            awaitProblem(parts, String::isEmpty);
            awaitNoneStated();
            awaitProblem(parts, String::isEmpty);
            web.camera.device().manual();
            awaitProblem(parts, problem -> !problem.isEmpty());
        }
        List<Object> announced = web.events.after(before, java.time.Duration.ZERO).stream().filter(event -> event.type().equals("view"))
                .map(event -> event.data().get("problem")).toList();
        // in this order; a view that a loaded machine holds for long enough stands still besides
        int silent = announced.indexOf(SILENT);
        int stuckLater = announced.indexOf("The lens is stuck; turn it off and on \u2014 again");
        assertTrue(silent >= 0 && silent < stuckLater && stuckLater < announced.lastIndexOf(""), announced::toString);
        web.camera.device().automatic();
        awaitNoneStated(); // the server notices that the client has left when it sends the next part
    }
}
