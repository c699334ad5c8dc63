package org.obscura.camera.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class CameraUsersTest {
    @Test
    void bundlesOfThisProjectAreNoApplications() {
        assertEquals("", CameraUsers.applications(Stream.of("org.obscura.camera.core", "org.obscura.camera.health",
                "org.obscura.camera.launcher", "org.obscura.camera.mqtt", "org.obscura.camera.shell", "org.obscura.camera.shell.karaf",
                "org.obscura.camera.trigger", "org.obscura.camera.web", "org.obscura.camera.another")));
    }

    @Test
    void everyOtherBundleIsNamedOnce() {
        assertEquals("com.example.yard, org.obscura.camerashop, org.obscura.door", CameraUsers.applications(Stream.of("org.obscura.door",
                "org.obscura.camera.web", "com.example.yard", "org.obscura.camerashop", "com.example.yard")));
    }
}
