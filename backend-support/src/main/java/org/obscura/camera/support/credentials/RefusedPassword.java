package org.obscura.camera.support.credentials;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Consumer;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import org.obscura.camera.support.file.DurableFile;
import org.obscura.camera.support.file.PrivateFolders;

/**
 * Whether the password of one configuration was refused. The file holds a salted, slow hash of the configuration, from which no value can
 * be read: another configuration has another hash, and its password is tried. The password of the same one is tried again once the file
 * is deleted. Thread-safe.
 */
public final class RefusedPassword {
    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final int ITERATIONS = 50_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;

    private final Path file;
    private final String configuration;
    private final Consumer<String> warning;
    private boolean refused;
    private boolean warned;
    /** What the file held when it was compared last, which takes long; null if there was none. */
    private String compared;

    /**
     * @param file null: remembered in memory alone
     * @param configuration the values on which it depends
     * @param warning receives a sentence if the file cannot be written
     */
    RefusedPassword(Path file, String configuration, Consumer<String> warning) {
        this.file = file;
        this.configuration = configuration;
        this.warning = warning;
    }

    /**
     * Returns one that is remembered until the program ends.
     *
     * @return not refused
     */
    public static RefusedPassword inMemory() {
        return new RefusedPassword(null, "", sentence -> {});
    }

    /**
     * Returns whether the password was refused.
     *
     * @return whether it must not be sent
     */
    public synchronized boolean isRefused() {
        String found = read();
        if (found == null) {
            // deleted by the user, unless it was never written
            refused &= compared == null;
            compared = null;
        } else if (!found.equals(compared)) {
            compared = found;
            refused = isOfThisConfiguration(found);
            if (!refused) {
                forget();
            }
        }
        return refused;
    }

    /** Notes that it was refused. */
    public synchronized void refuse() {
        refused = true;
        if (file == null) {
            return;
        }
        try {
            byte[] salt = new byte[SALT_BYTES];
            new SecureRandom().nextBytes(salt);
            String record = HexFormat.of().formatHex(salt) + " " + HexFormat.of().formatHex(hash(salt)) + "\n";
            PrivateFolders.create(file.getParent());
            DurableFile.write(file, record);
            compared = record;
        } catch (IOException | GeneralSecurityException e) {
            warn("The refused password is sent once more after a restart, since " + file + " cannot be written: " + e);
        }
    }

    /** Forgets that it was refused. */
    public synchronized void forget() {
        refused = false;
        compared = null;
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            warn(file + " says that a password was refused and cannot be deleted: " + e);
        }
    }

    /**
     * Returns what lets the same password be sent again.
     *
     * @return a clause to be read behind a sentence without its full stop; "" if it was not refused
     */
    public synchronized String remedy() {
        if (!refused) {
            return "";
        }
        return compared == null ? "; they are sent once more after a restart" : "; to send the same ones again, delete " + file;
    }

    private String read() {
        try {
            return file == null ? null : Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            warn("Whether the password was refused before is not known, since " + file + " cannot be read: " + e);
            return null;
        }
    }

    private boolean isOfThisConfiguration(String record) {
        String[] parts = record.strip().split(" ");
        try {
            return parts.length == 2
                    && MessageDigest.isEqual(HexFormat.of().parseHex(parts[1]), hash(HexFormat.of().parseHex(parts[0])));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return false; // damaged
        }
    }

    private byte[] hash(byte[] salt) throws GeneralSecurityException {
        PBEKeySpec key = new PBEKeySpec(configuration.toCharArray(), salt, ITERATIONS, HASH_BITS);
        return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(key).getEncoded();
    }

    /** Once: an application may capture each second. */
    private void warn(String sentence) {
        if (!warned) {
            warned = true;
            warning.accept(sentence);
        }
    }
}
