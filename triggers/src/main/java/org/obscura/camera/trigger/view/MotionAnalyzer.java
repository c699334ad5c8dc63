package org.obscura.camera.trigger.view;

import java.util.Map;
import java.util.Optional;

import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.FrameAnalysis;
import org.obscura.camera.spi.FrameAnalyzer;
import org.osgi.service.component.annotations.Component;

/**
 * Finds motion: parts of the image whose brightness differs from what they had before. The image is divided into cells of 8 by 8 pixels;
 * each is compared with its mean over the last frames, so that noise and slow changes of light do not count, and a change of all cells,
 * as by a lamp or by the exposure control, is no motion, also where a cell follows it in part or not at all: it is masked, black or
 * overexposed.
 */
@Component(service = FrameAnalyzer.class, property = FrameAnalyzer.NAME + "=" + MotionAnalyzer.MOTION)
public final class MotionAnalyzer implements FrameAnalyzer {
    static final String MOTION = "motion";
    private static final double DEFAULT_AREA = 1;
    private static final double DEFAULT_THRESHOLD = 12;
    private static final int MAX_BRIGHTNESS = 255;

    @Override
    public FrameAnalysis start(String cameraId, Map<String, String> options) {
        double area = DEFAULT_AREA;
        double threshold = DEFAULT_THRESHOLD;
        for (Map.Entry<String, String> option : options.entrySet()) {
            switch (option.getKey()) {
                case "area" -> area = number(option, 100, "the percentage of the image that must change");
                case "threshold" -> threshold = number(option, MAX_BRIGHTNESS, "the difference of brightness that counts");
                default -> throw new IllegalArgumentException(
                        "'" + option.getKey() + "' is no option of the analyzer motion; its options are area and threshold");
            }
        }
        return new MotionAnalysis(area / 100, threshold);
    }

    private static double number(Map.Entry<String, String> option, int limit, String meaning) {
        try {
            double value = Double.parseDouble(option.getValue().replace("%", ""));
            if (value > 0 && value <= limit) {
                return value;
            }
        } catch (NumberFormatException e) {
            // what is right follows
        }
        throw new IllegalArgumentException(
                option.getKey() + "=" + option.getValue() + " is wrong; it must be a number above 0 up to " + limit
                        + ", " + meaning);
    }

    /** The analysis of one camera. */
    private static final class MotionAnalysis implements FrameAnalysis {
        private static final double WEIGHT_OF_NEWEST = 0.2;

        private final double area;
        private final double threshold;
        private double[] background = {};

        MotionAnalysis(double area, double threshold) {
            this.area = area;
            this.threshold = threshold;
        }

        @Override
        public Optional<String> analyze(Frame frame) {
            double[] cells = Cells.of(frame);
            if (cells.length != background.length) {
                background = cells;
                return Optional.empty();
            }
            double shift = Cells.medianDifference(cells, background);
            int changed = 0;
            for (int i = 0; i < cells.length; i++) {
                double difference = cells[i] - background[i];
                changed += difference < Math.min(0, shift) - threshold || difference > Math.max(0, shift) + threshold ? 1 : 0;
                background[i] += (cells[i] - background[i]) * WEIGHT_OF_NEWEST;
            }
            double share = (double) changed / cells.length;
            return share >= area ? Optional.of("motion in " + Math.max(1, Math.round(share * 100)) + " % of the image") : Optional.empty();
        }
    }
}
