package org.obscura.camera.v4l2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.obscura.camera.Resolution;

class FormatsTest {
    private static final Resolution VGA = new Resolution(640, 480);
    private static final Resolution HD = new Resolution(1280, 720);
    private static final Resolution FULL_HD = new Resolution(1920, 1080);
    private static final Resolution QVGA = new Resolution(320, 240);

    private static List<Interval> rates(int... rates) {
        return Arrays.stream(rates).mapToObj(rate -> new Interval(1, rate)).toList();
    }

    /** As a webcam: raw frames of large sizes are too many for its bus. */
    private static Formats webcam(VideoFormat... wanted) {
        Map<Resolution, List<Interval>> raw = new LinkedHashMap<>(Map.of(VGA, rates(30, 15), QVGA, rates(30), FULL_HD, rates(5)));
        Map<Resolution, List<Interval>> jpeg = new LinkedHashMap<>(
                Map.of(VGA, rates(30, 15), FULL_HD, rates(30, 15, 5), HD, rates(60, 30)));
        return new Formats(List.of(new FormatOffer(VideoFormat.YUYV, raw, null), new FormatOffer(VideoFormat.MJPG, jpeg, null)),
                List.of(wanted));
    }

    private static String choice(Formats formats, Resolution size, double rate) {
        return formats.choose(size, rate).map(c -> c.format() + "@" + c.interval()).orElse("none");
    }

    @Test
    void sizesOfAllFormats_areListedWithThePreferredFirst() {
        assertEquals(List.of(HD, FULL_HD, VGA, QVGA), webcam(VideoFormat.MJPG, VideoFormat.YUYV).sizes());
        assertEquals(List.of(VGA, FULL_HD, QVGA), webcam(VideoFormat.YUYV).sizes());
        assertEquals(HD, webcam(VideoFormat.MJPG, VideoFormat.YUYV).preferredSize());
    }

    @Test
    void firstFormatThatGivesTheRate_isChosen() {
        assertEquals("MJPG@30", choice(webcam(VideoFormat.MJPG, VideoFormat.YUYV), VGA, 30));
        assertEquals("YUYV@30", choice(webcam(VideoFormat.YUYV, VideoFormat.MJPG), VGA, 30));
        assertEquals("MJPG@30", choice(webcam(VideoFormat.YUYV, VideoFormat.MJPG), FULL_HD, 30));
        assertEquals("YUYV@30", choice(webcam(VideoFormat.MJPG, VideoFormat.YUYV), QVGA, 30));
        assertEquals("none", choice(webcam(VideoFormat.MJPG), QVGA, 30));
    }

    @Test
    void slowestRateThatIsEnough_isChosen() {
        assertEquals("MJPG@15", choice(webcam(VideoFormat.MJPG), VGA, 10));
        assertEquals("MJPG@30", choice(webcam(VideoFormat.MJPG), VGA, 60));
        assertEquals("MJPG@60", choice(webcam(VideoFormat.MJPG), HD, 50));
    }

    @Test
    void formatThatIsNotWanted_isNotUsed() {
        assertTrue(webcam(VideoFormat.NV12).isEmpty());
    }

    @Test
    void rangeOfSizes_isNotListed() {
        Formats formats = new Formats(List.of(new FormatOffer(VideoFormat.YUYV, Map.of(), new SizeRange(32, 2592, 2, 32, 1944, 2))),
                List.of(VideoFormat.YUYV));
        assertEquals(List.of(), formats.sizes());
        assertEquals(HD, formats.preferredSize());
        assertTrue(formats.choose(new Resolution(642, 480), 30).isPresent());
        assertTrue(formats.choose(new Resolution(641, 480), 30).isEmpty());
        assertEquals("YUYV 32x32 to 2592x1944 in steps of 2x2", formats.toString());
    }

    @Test
    void rangeFromNothing_beginsAtItsFirstStep() {
        Formats formats = new Formats(List.of(new FormatOffer(VideoFormat.YUYV, Map.of(), new SizeRange(0, 64, 16, 0, 64, 0))),
                List.of(VideoFormat.YUYV));
        assertEquals(new Resolution(16, 1), formats.preferredSize());
        assertTrue(formats.choose(formats.preferredSize(), 30).isPresent());
    }
}
