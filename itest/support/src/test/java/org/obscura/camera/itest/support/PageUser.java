package org.obscura.camera.itest.support;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A user of the page. */
public final class PageUser {
    public static final String PASSWORD = "correct horse";

    private PageUser() {
    }

    /** Returns the user as it is configured; the hash is made as the documentation says. */
    public static String configured(String role) throws Exception {
        byte[] salt = "sixteen bytes of".getBytes(StandardCharsets.US_ASCII);
        byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), salt, 210_000, 256)).getEncoded();
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return "anna " + role + " pbkdf2:210000:" + base64.encodeToString(salt) + ":" + base64.encodeToString(hash);
    }

    /** Returns the header by which the user is recognized. */
    public static String authorization(String password) {
        return "Basic " + Base64.getEncoder().encodeToString(("anna:" + password).getBytes(StandardCharsets.UTF_8));
    }
}
