package org.obscura.camera.support.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.credentials.Credentials;

/** Reads the keys that every configuration of an address has: {@code username}, {@code .password} and {@code tls.*}. */
public final class HttpOptions {
    private HttpOptions() {
    }

    /**
     * Reads user name and password.
     *
     * @param reader the configuration
     * @return the credentials, or null
     * @throws IllegalArgumentException if there is one without the other: a server counts an attempt without the password, too
     */
    public static Credentials credentials(ConfigReader reader) {
        String user = reader.text("username");
        String password = reader.secret(".password");
        if (user.isEmpty() && !password.isEmpty()) {
            throw new IllegalArgumentException("there is a '.password' but no 'username'; set both, or none");
        }
        if (!user.isEmpty() && password.isEmpty() && !reader.isEmpty(".password")) {
            throw new IllegalArgumentException("'username' is set, but '.password' is not; set both, or none "
                    + "(a line '.password =' for an account without a password)");
        }
        return user.isEmpty() ? null : new Credentials(user, password);
    }

    /**
     * Reads which certificates are trusted.
     *
     * @param reader the configuration
     * @return the decision
     * @throws IllegalArgumentException if what is configured cannot be used
     */
    public static Tls tls(ConfigReader reader) {
        String fingerprint = reader.text("tls.fingerprint");
        String file = reader.text("tls.truststore");
        String password = reader.secret(".tls.truststore.password");
        try {
            if (!reader.flag("tls.verify")) {
                return Tls.unchecked();
            }
            if (!fingerprint.isEmpty()) {
                return Tls.fingerprint(Tls.normalize(fingerprint));
            }
            return file.isEmpty() ? Tls.system() : Tls.file(Path.of(file), password.toCharArray());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "tls.fingerprint=" + fingerprint + " is wrong; it must be the 64 hexadecimal digits of a SHA-256, with or "
                            + "without colons",
                    e);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "tls.truststore=" + file + " cannot be used (" + e + "); it must be a file with certificates in PEM, or a key "
                            + "store with its password in '.tls.truststore.password'",
                    e);
        }
    }
}
