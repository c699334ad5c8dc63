package org.obscura.camera.support.credentials;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.obscura.camera.support.config.ConfigName;
import org.osgi.framework.BundleContext;

/**
 * The passwords of configurations that were refused, remembered over restarts: a program that is started each minute would lock the account
 * of a camera.
 */
public final class RefusedPasswords {
    /** The framework property with a folder that stays when the storage of the framework is deleted. */
    public static final String STATE = "obscura.state";

    private static final String FILE = "felix.fileinstall.filename";
    private static final String PID = "service.pid";
    private static final int DIGITS = 12;

    private final Path folder;

    /** @param folder where files are made; null: nothing is remembered */
    RefusedPasswords(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns those of a bundle.
     *
     * @param context the bundle's context
     * @return they are in the folder that {@link #STATE} names, else in the storage area of the bundle
     */
    public static RefusedPasswords of(BundleContext context) {
        String state = context.getProperty(STATE);
        if (state != null && !state.isEmpty()) {
            return new RefusedPasswords(Path.of(state, "refused"));
        }
        File data = context.getDataFile("refused");
        return new RefusedPasswords(data == null ? null : data.toPath());
    }

    /**
     * Returns the password of a configuration.
     *
     * @param config the configuration as Declarative Services pass it
     * @param keys the keys on which it depends whether the password is tried again
     * @param warning receives a sentence if nothing can be remembered
     * @return what is remembered of it
     */
    public RefusedPassword of(Map<String, ?> config, Collection<String> keys, Consumer<String> warning) {
        if (folder == null) {
            return RefusedPassword.inMemory();
        }
        StringBuilder values = new StringBuilder();
        for (String key : new TreeSet<>(keys)) {
            if (config.get(key) != null) {
                values.append(key).append('=').append(Arrays.deepToString(new Object[] {config.get(key)})).append('\n');
            }
        }
        return new RefusedPassword(folder.resolve(name(config)), values.toString(), warning);
    }

    /** Two folders with configurations may have files of the same name. */
    private static String name(Map<String, ?> config) {
        Object source = config.get(FILE) == null ? config.get(PID) : config.get(FILE);
        String readable = ConfigName.of(config, "configuration").replaceAll("[^A-Za-z0-9._-]", "-");
        return readable + "-" + hash(String.valueOf(source)).substring(0, DIGITS);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
