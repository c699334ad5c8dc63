package org.obscura.camera.v4l2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.obscura.camera.Resolution;

/** What a device offers, and the choice among it. */
final class Formats {
    /** The largest size that is taken unless another is wanted; a camera of 8 megapixels gives few frames a second. */
    private static final long PREFERRED_PIXELS = 1280 * 720;
    private static final double NEARLY = 0.99;
    private static final Comparator<Resolution> BY_PIXELS = Comparator.comparingLong(Formats::pixels);

    private final List<FormatOffer> offers;

    /**
     * A format, a size and the interval between frames.
     *
     * @param interval null if the driver does not list any
     */
    record Choice(VideoFormat format, Resolution size, Interval interval) {
        double rate() {
            return interval == null ? 0 : interval.rate();
        }
    }

    /**
     * Takes those offers whose format is wanted.
     *
     * @param offers what the device offers
     * @param wanted the formats that may be used, the preferred one first
     */
    Formats(List<FormatOffer> offers, List<VideoFormat> wanted) {
        this.offers = offers.stream().filter(offer -> wanted.contains(offer.format()))
                .sorted(Comparator.comparingInt(offer -> wanted.indexOf(offer.format()))).toList();
    }

    boolean isEmpty() {
        return offers.isEmpty();
    }

    /** Lists the sizes, the one that is taken unless another is wanted first, then the largest; empty if not all can be listed. */
    List<Resolution> sizes() {
        if (offers.stream().anyMatch(offer -> offer.range() != null)) {
            return List.of();
        }
        List<Resolution> sizes = offers.stream().flatMap(offer -> offer.sizes().keySet().stream()).distinct().sorted(BY_PIXELS.reversed())
                .collect(Collectors.toCollection(ArrayList::new));
        preferred(sizes).ifPresent(size -> {
            sizes.remove(size);
            sizes.add(0, size);
        });
        return List.copyOf(sizes);
    }

    private static Optional<Resolution> preferred(List<Resolution> sizes) {
        return sizes.stream().filter(size -> pixels(size) <= PREFERRED_PIXELS).max(BY_PIXELS).or(() -> sizes.stream().min(BY_PIXELS));
    }

    private static long pixels(Resolution size) {
        return (long) size.width() * size.height();
    }

    /** Returns the size that is taken unless another is wanted. */
    Resolution preferredSize() {
        List<Resolution> sizes = sizes();
        if (!sizes.isEmpty()) {
            return sizes.get(0);
        }
        SizeRange range = offers.stream().map(FormatOffer::range).filter(r -> r != null).findFirst().orElseThrow();
        List<Resolution> usual = List.of(new Resolution(1280, 720), new Resolution(640, 480), new Resolution(320, 240));
        return usual.stream().filter(range::contains).findFirst().orElseGet(range::smallest);
    }

    /**
     * Chooses for a size: the first format that gives the wanted rate, and if none does, the one that comes nearest.
     *
     * @param size the size
     * @param rate frames a second
     * @return empty if there is no such size
     */
    Optional<Choice> choose(Resolution size, double rate) {
        List<Choice> choices = offers.stream().filter(offer -> offer.has(size))
                .map(offer -> new Choice(offer.format(), size, interval(offer.sizes().getOrDefault(size, List.of()), rate))).toList();
        Optional<Choice> fast = choices.stream().filter(choice -> choice.interval() == null || choice.rate() >= rate * NEARLY).findFirst();
        return fast.or(() -> choices.stream().reduce((best, next) -> next.rate() > best.rate() ? next : best));
    }

    /** Returns the slowest interval that gives the rate, or the fastest of all; null if there is none. */
    static Interval interval(List<Interval> intervals, double rate) {
        Comparator<Interval> byRate = Comparator.comparingDouble(Interval::rate);
        return intervals.stream().filter(interval -> interval.rate() >= rate * NEARLY).min(byRate).or(() -> intervals.stream().max(byRate))
                .orElse(null);
    }

    /** Describes the sizes, for messages. */
    @Override
    public String toString() {
        List<Resolution> sizes = sizes();
        return sizes.isEmpty()
                ? offers.stream().map(offer -> offer.format() + " " + (offer.range() == null ? offer.sizes().keySet() : offer.range()))
                        .collect(Collectors.joining("; "))
                : sizes.stream().map(Resolution::toString).collect(Collectors.joining(", "));
    }
}
