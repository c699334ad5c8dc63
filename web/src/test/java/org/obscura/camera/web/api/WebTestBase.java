package org.obscura.camera.web.api;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.web.WebFixture;

/** Opens a site over one camera for each test. */
abstract class WebTestBase {
    @TempDir
    Path folder;
    WebFixture web;

    @BeforeEach
    void open() throws Exception {
        web = new WebFixture(folder);
    }

    @AfterEach
    void close() {
        web.close();
    }
}
