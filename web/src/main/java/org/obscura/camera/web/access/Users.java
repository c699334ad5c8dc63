package org.obscura.camera.web.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.obscura.camera.web.http.Role;
import org.obscura.camera.web.http.User;

/** The users of the configuration, each {@code NAME ROLE HASH}. */
public final class Users implements Realm {
    /** A hash of no password, so that an unknown name takes as long as a wrong password. */
    private static final PasswordHash UNKNOWN = PasswordHash
            .parse("pbkdf2:210000:AAAAAAAAAAAAAAAAAAAAAA:" + "A".repeat(43));

    private final Map<String, Entry> users = new LinkedHashMap<>();

    private record Entry(User user, PasswordHash hash) {
    }

    /**
     * Reads users.
     *
     * @throws IllegalArgumentException if one is wrong; the message says what would be right, without the hash
     */
    public Users(List<String> lines) {
        for (String line : lines) {
            String[] words = line.strip().split("\\s+");
            if (words.length != 3) {
                throw new IllegalArgumentException("the user '" + words[0] + "' has " + words.length
                        + " words; a user is NAME ROLE HASH, such as anna operate pbkdf2:...");
            }
            users.put(words[0], new Entry(new User(words[0], role(words[0], words[1])), hash(words[0], words[2])));
        }
    }

    private static Role role(String name, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "view" -> Role.VIEW;
            case "operate" -> Role.OPERATE;
            case "configure" -> Role.CONFIGURE;
            default -> throw new IllegalArgumentException(
                    "the user '" + name + "' has the role '" + text + "'; a role is view, operate or configure");
        };
    }

    private static PasswordHash hash(String name, String text) {
        try {
            return PasswordHash.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the user '" + name + "' has no valid hash; " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isEmpty() {
        return users.isEmpty();
    }

    @Override
    public User login(String name, char[] password) {
        Entry entry = users.get(name);
        boolean matches = (entry == null ? UNKNOWN : entry.hash).matches(password);
        return entry != null && matches ? entry.user : null;
    }
}
