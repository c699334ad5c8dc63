package org.obscura.camera.web.access;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The hash of a password, {@code pbkdf2:ROUNDS:SALT:HASH}, with PBKDF2 and HMAC-SHA-256. */
public final class PasswordHash {
    private static final Pattern TEXT = Pattern.compile("pbkdf2:(\\d{4,7}):([A-Za-z0-9_-]{16,}):([A-Za-z0-9_-]{43})");
    private static final int ROUNDS = 210_000;
    private static final int SALT_BYTES = 16;

    private final int rounds;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int rounds, byte[] salt, byte[] hash) {
        this.rounds = rounds;
        this.salt = salt;
        this.hash = hash;
    }

    /**
     * Reads a hash.
     *
     * @throws IllegalArgumentException if the text is none
     */
    static PasswordHash parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("a hash is pbkdf2:ROUNDS:SALT:HASH");
        }
        return new PasswordHash(Integer.parseInt(m.group(1)), Base64.getUrlDecoder().decode(m.group(2)),
                Base64.getUrlDecoder().decode(m.group(3)));
    }

    static String of(char[] password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return "pbkdf2:" + ROUNDS + ":" + base64.encodeToString(salt) + ":" + base64.encodeToString(derive(password, salt, ROUNDS));
    }

    boolean matches(char[] password) {
        return MessageDigest.isEqual(derive(password, salt, rounds), hash);
    }

    private static byte[] derive(char[] password, byte[] salt, int rounds) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(new PBEKeySpec(password, salt, rounds, 256))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no PBKDF2WithHmacSHA256", e);
        }
    }

    /** Prints the hash of a password, which it reads from the terminal or a pipe. */
    public static void main(String[] arguments) throws IOException {
        Console console = System.console();
        char[] password;
        if (console != null) {
            password = console.readPassword("Password: ");
        } else {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            password = line == null ? null : line.toCharArray();
        }
        if (password == null || password.length == 0) {
            System.err.println("The password is empty");
            System.exit(1);
        }
        System.out.println(of(password));
    }
}
