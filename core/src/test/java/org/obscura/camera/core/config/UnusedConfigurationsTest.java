package org.obscura.camera.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Hashtable;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnusedConfigurationsTest {
    private static final Map<String, Boolean> KNOWN = new TreeMap<>(
            Map.of("org.obscura.camera", true, "org.obscura.camera.webcam", false, "org.obscura.camera.simulated", true));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "org.obscura.camera~front|org.obscura.camera|",
            "org.obscura.camera.webcam||",
            "org.apache.felix.http||",
            "org.apache.karaf.command.acl.camera||",
            "org.obscura.camera||is not read; it must be named org.obscura.camera~NAME, or org.obscura.camera-NAME.cfg as a file",
            "org.obscura.camera.webcam~x|org.obscura.camera.webcam|is not read; it must be named org.obscura.camera.webcam, or "
                    + "org.obscura.camera.webcam.cfg as a file",
            "org.obscura.camera.webcm||is read by no installed bundle; did you mean 'org.obscura.camera.webcam'?",
            "org.obscura.camra~front|org.obscura.camra|is read by no installed bundle; did you mean 'org.obscura.camera'?",
            "org.obscrua.camera~front|org.obscrua.camera|is read by no installed bundle; did you mean 'org.obscura.camera'?",
            "org.obscura.camera.sink.mqtt~site|org.obscura.camera.sink.mqtt|is not read: the bundle "
                    + "org.obscura.camera.mqtt is not installed",
            "org.obscura.camera.sink.mqt~site|org.obscura.camera.sink.mqt|is read by no installed bundle; did you mean "
                    + "'org.obscura.camera.sink.mqtt'? For that, the bundle org.obscura.camera.mqtt is not installed",
            "net.obscura||is read by no installed bundle; known are org.obscura.camera, org.obscura.camera.simulated, "
                    + "org.obscura.camera.webcam"})
    void aMisspeltNameIsReported(String pid, String factoryPid, String problem) {
        assertEquals(problem == null ? "" : "Configuration " + pid + " " + problem,
                UnusedConfigurations.problem(pid, factoryPid, new Hashtable<>(Map.of("service.pid", pid)), KNOWN));
    }
}
