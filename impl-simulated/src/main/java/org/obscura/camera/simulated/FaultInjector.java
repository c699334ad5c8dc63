package org.obscura.camera.simulated;

import java.util.Random;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** Draws what befalls each frame. The same seed gives the same faults at the same frames, whatever the other rates are. */
final class FaultInjector {
    @GuardedBy("this")
    private Random random;
    @GuardedBy("this")
    private long seed;

    /** What befalls a frame. */
    enum Fault {
        NONE, UNPLUG, STALL, FAILURE, SHORT
    }

    synchronized Fault next(Settings.Faults faults) {
        if (random == null || seed != faults.seed()) {
            seed = faults.seed();
            random = new Random(seed);
        }
        // always four numbers, so that one rate does not shift the frames that another strikes
        boolean unplug = random.nextDouble() < faults.unplugRate();
        boolean stall = random.nextDouble() < faults.stallRate();
        boolean failure = random.nextDouble() < faults.failureRate();
        boolean shortFrame = random.nextDouble() < faults.shortRate() || faults.shortFrame();
        return unplug ? Fault.UNPLUG : stall ? Fault.STALL : failure ? Fault.FAILURE : shortFrame ? Fault.SHORT : Fault.NONE;
    }
}
