package org.obscura.camera.web.access;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;

import org.obscura.camera.web.collection.BoundedMap;

/** Wrong passwords by address: after several, the address waits. */
final class FailedLogins {
    static final int ALLOWED = 5;
    static final int WAIT_SECONDS = 30;
    private static final int MAX_ADDRESSES = 1000;

    private record Failures(int count, long lastNanos) {
    }

    private final LongSupplier clock;
    @GuardedBy("this")
    private final Map<String, Failures> byAddress = BoundedMap.byInsertion(MAX_ADDRESSES);

    FailedLogins(LongSupplier clock) {
        this.clock = clock;
    }

    synchronized boolean mustWait(String address) {
        Failures failures = byAddress.get(address);
        if (failures != null && clock.getAsLong() - failures.lastNanos > TimeUnit.SECONDS.toNanos(WAIT_SECONDS)) {
            byAddress.remove(address);
            return false;
        }
        return failures != null && failures.count >= ALLOWED;
    }

    synchronized void failed(String address) {
        Failures before = byAddress.remove(address);
        byAddress.put(address, new Failures(before == null ? 1 : before.count + 1, clock.getAsLong()));
    }

    synchronized void succeeded(String address) {
        byAddress.remove(address);
    }
}
