package org.obscura.camera.web.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.google.errorprone.annotations.concurrent.GuardedBy;

import org.obscura.camera.web.collection.BoundedMap;
import org.obscura.camera.web.http.Exchange;
import org.obscura.camera.web.http.HttpException;
import org.obscura.camera.web.http.Role;
import org.obscura.camera.web.http.User;

/**
 * Basic authentication. A hash of the header of the last users is remembered, since a password hash costs a second on a small machine and a
 * page makes many requests.
 */
final class Authentication {
    private static final int REMEMBERED = 64;
    private static final long REMEMBER_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final User WITHOUT_NAME = new User("", Role.CONFIGURE);

    private record Known(User user, long sinceNanos) {
    }

    private final Realm realm;
    private final FailedLogins failures = new FailedLogins(System::nanoTime);
    /** So that wrong passwords occupy one processor at most, and are counted before the next is tried. */
    private final Semaphore hashing = new Semaphore(1);
    @GuardedBy("this")
    private final Map<String, Known> known = BoundedMap.byInsertion(REMEMBERED);

    Authentication(Realm realm) {
        this.realm = realm;
    }

    User authenticate(Exchange exchange) throws HttpException {
        if (realm.isEmpty()) {
            return WITHOUT_NAME;
        }
        String header = exchange.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            throw unauthorized("This needs a user and a password");
        }
        String key = digest(header);
        User user = remembered(key);
        if (user != null) {
            return user;
        }
        checkFailures(exchange.remote()); // before the request waits for others
        hashing.acquireUninterruptibly();
        try {
            // requests that come together are one after another here
            user = remembered(key);
            return user == null ? login(header, key, exchange.remote()) : user;
        } finally {
            hashing.release();
        }
    }

    private void checkFailures(String remote) throws HttpException {
        if (failures.mustWait(remote)) {
            throw new HttpException(429, "Too many wrong passwords; try again in " + FailedLogins.WAIT_SECONDS + " seconds")
                    .withHeader("Retry-After", String.valueOf(FailedLogins.WAIT_SECONDS));
        }
    }

    private User login(String header, String key, String remote) throws HttpException {
        checkFailures(remote);
        User user = login(header);
        if (user == null) {
            failures.failed(remote);
            throw unauthorized("The user is unknown, or the password is wrong");
        }
        failures.succeeded(remote);
        synchronized (this) {
            known.put(key, new Known(user, System.nanoTime()));
        }
        return user;
    }

    private User login(String header) throws HttpException {
        String plain;
        try {
            plain = new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new HttpException(400, "The header Authorization is not valid Base64");
        }
        int colon = plain.indexOf(':');
        if (colon < 0) {
            throw new HttpException(400, "The header Authorization has no colon between user and password");
        }
        return realm.login(plain.substring(0, colon), plain.substring(colon + 1).toCharArray());
    }

    private synchronized User remembered(String key) {
        Known found = known.get(key);
        if (found != null && System.nanoTime() - found.sinceNanos > REMEMBER_NANOS) {
            known.remove(key);
            return null;
        }
        return found == null ? null : found.user;
    }

    private static HttpException unauthorized(String detail) {
        return new HttpException(401, detail).withHeader("WWW-Authenticate", "Basic realm=\"Obscura\", charset=\"UTF-8\"");
    }

    private static String digest(String header) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(header.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK has no SHA-256", e);
        }
    }
}
