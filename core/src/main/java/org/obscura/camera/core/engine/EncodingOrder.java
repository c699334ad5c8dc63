package org.obscura.camera.core.engine;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * The order in which images that wait for an encoding thread get one: cameras take turns, whatever the number of images that each of them
 * has waiting. Each image has a turn, one after that of the last image of its camera, but not before the turn that has begun; the image
 * with the lowest turn is next. So an image waits for at most one image of each other camera beside those that are being encoded.
 */
final class EncodingOrder {

    private static final class Share {
        int images;
        long nextTurn;

        boolean isOver(long turn) {
            return images == 0 && nextTurn <= turn;
        }
    }

    private final class Place implements Runnable, Comparable<Place> {
        private static final Comparator<Place> ORDER = Comparator.comparingLong((Place place) -> place.turn)
                .thenComparingLong(place -> place.number);

        private final Share share;
        private final Runnable image;
        private final long turn;
        private final long number;

        Place(Share share, Runnable image, long turn, long number) {
            this.share = share;
            this.image = image;
            this.turn = turn;
            this.number = number;
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }

        @Override
        public void run() {
            begin(turn);
            try {
                image.run();
            } finally {
                end(share);
            }
        }
    }

    /** By camera, of each that has an image or has had its turn. */
    @GuardedBy("this")
    private final Map<String, Share> shares = new HashMap<>();
    /** The highest turn that has begun. */
    @GuardedBy("this")
    private long turn;
    @GuardedBy("this")
    private long images;

    /** Returns a task that encodes an image of a camera, for a queue that orders its elements by their natural order. */
    synchronized Runnable place(String cameraId, Runnable image) {
        Share share = shares.computeIfAbsent(cameraId, id -> new Share());
        share.images++;
        long next = Math.max(turn, share.nextTurn);
        share.nextTurn = next + 1;
        return new Place(share, image, next, images++);
    }

    private synchronized void begin(long begun) {
        if (begun > turn) {
            turn = begun;
            shares.values().removeIf(share -> share.isOver(begun));
        }
    }

    private synchronized void end(Share share) {
        share.images--;
    }

    /** Returns for how many cameras something is kept. */
    synchronized int size() {
        return shares.size();
    }
}
