package org.obscura.camera.trigger.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.trigger.view.FaultCheck.Kind;

class FaultCheckTest {
    private static final int BRIGHTNESS = 16;
    private static final int SHARPNESS = 30;

    private static String problem(ViewFrame frame, Kind... kinds) throws Exception {
        Set<Kind> all = kinds.length == 0 ? EnumSet.allOf(Kind.class) : EnumSet.copyOf(List.of(kinds));
        return new FaultCheck(all, BRIGHTNESS, SHARPNESS).problemOf(frame).orElse("");
    }

    private static String problem(BufferedImage image, Kind... kinds) throws Exception {
        return problem(TestFrames.frame(image), kinds);
    }

    @Test
    void aGoodImageHasNoProblem() throws Exception {
        assertEquals("", problem(TestFrames.sharp()));
        assertEquals("", problem(TestFrames.withText(TestFrames.sharp())));
    }

    @Test
    void aBlackImageIsFoundInSpiteOfATextOnIt() throws Exception {
        String expected = "The image is black: its brightness is ";
        assertTrue(problem(TestFrames.plain(0)).startsWith(expected));
        assertTrue(problem(TestFrames.withText(TestFrames.plain(10))).startsWith(expected));
        assertEquals("", problem(TestFrames.plain(20), Kind.BLACK));
        assertEquals("", problem(TestFrames.fill(TestFrames.plain(0), 0, 40, 200), Kind.BLACK)); // a lamp, at night
    }

    @Test
    void aBlurredImageIsFoundInSpiteOfATextOnIt() throws Exception {
        String expected = "The image is blurred: its sharpness is ";
        assertEquals("", problem(TestFrames.blurred(TestFrames.sharp(), 1)));
        assertTrue(problem(TestFrames.blurred(TestFrames.sharp(), 4)).startsWith(expected));
        assertTrue(problem(TestFrames.withText(TestFrames.blurred(TestFrames.sharp(), 4))).startsWith(expected));
        assertEquals("", problem(TestFrames.blurred(TestFrames.sharp(), 4), Kind.BLACK, Kind.CUT));
    }

    @Test
    void aCutImageIsFound() throws Exception {
        String expected = "The lower part of the image is missing";
        assertEquals(expected, problem(TestFrames.frame(TestFrames.cut(TestFrames.jpeg(TestFrames.sharp())))));
        assertEquals(expected, problem(TestFrames.fill(TestFrames.sharp(), 240, 480, 130)));
        assertEquals("", problem(TestFrames.plain(130), Kind.CUT)); // one colour is no missing part
        assertEquals("", problem(TestFrames.fill(TestFrames.sharp(), 240, 480, 0))); // shadow, or a mask
        assertEquals("", problem(TestFrames.fill(TestFrames.sharp(), 240, 480, 255))); // snow
        assertEquals("", problem(TestFrames.fill(TestFrames.sharp(), 240, 480, 130), Kind.BLACK, Kind.BLURRED));
    }

    @Test
    void aTinyImageHasNoProblem() throws Exception {
        assertEquals("", problem(new BufferedImage(4, 4, BufferedImage.TYPE_3BYTE_BGR)));
    }

    @Test
    void readsKindsInAnyCase() {
        assertEquals(Set.of(Kind.BLACK, Kind.CUT), FaultCheck.parse(List.of("Black", "cut")));
        assertEquals(Set.of(), FaultCheck.parse(List.of()));
        assertEquals("'dark' is none of them",
                assertThrows(IllegalArgumentException.class, () -> FaultCheck.parse(List.of("dark"))).getMessage());
    }
}
