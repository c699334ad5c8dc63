package org.obscura.camera.bench;

import java.util.Arrays;
import java.util.Locale;

/** Figures of several rounds. */
record Numbers(double[] values) {
    static Numbers of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Numbers(sorted);
    }

    /** Returns each round's figure divided by the same round's figure of another. */
    static Numbers ratios(double[] of, double[] to) {
        double[] ratios = new double[of.length];
        for (int i = 0; i < of.length; i++) {
            ratios[i] = of[i] / to[i];
        }
        return of(ratios);
    }

    double median() {
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    double percentile(int percent) {
        return values[Math.max(0, (int) Math.ceil(values.length * percent / 100.0) - 1)];
    }

    /** Returns the median, and the least and the greatest. */
    String spread(String format) {
        return String.format(Locale.ROOT, format + " (" + format + " to " + format + ")", median(), values[0], values[values.length - 1]);
    }
}
