package org.obscura.camera.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PicturesFolderTest {

    @ParameterizedTest(name = "configured {0}, HOME {1}, account {2}: {3}")
    @CsvSource({
            "/home/u/Bilder, /home/u, /home/u, /home/u/Bilder",
            // XDG without user-dirs.dirs names the home of the environment
            "/home/u, /home/u, /home/u, /home/u/Pictures",
            "/srv/gateway, /srv/gateway, /root, /srv/gateway/Pictures",
            "/srv/gateway/, /srv/gateway, /root, /srv/gateway/Pictures",
            "/root, /srv/gateway, /root, /root/Pictures",
            ", /home/u, /home/u, /home/u/Pictures",
            "'', , /home/u, /home/u/Pictures",
            "relative, , /home/u, /home/u/Pictures"})
    void folderIsTheConfiguredOneOrPicturesInTheHome(String configured, String environment, String account, Path expected) {
        assertEquals(expected, PicturesFolder.folder(configured, environment, account));
    }
}
