package org.obscura.camera.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ProfileComponentTest {
    @Test
    void aWrongControlIsNamedWithItsFileBeforeThereIsACamera() {
        List<String> log = new ArrayList<>();
        ControlProfiles profiles = new ControlProfiles(new HandTime(Instant.EPOCH), Logs.NONE);
        new ProfileComponent(profiles, Logs.into(log), Map.of("service.pid", "org.obscura.camera.profile.1",
                "felix.fileinstall.filename", "file:/conf/org.obscura.camera.profile-night.cfg", "controls", "exposure.tim=200ms"));
        assertEquals(List.of("Configuration org.obscura.camera.profile-night.cfg: controls: 'exposure.tim=200ms' is wrong; there is no "
                + "control 'exposure.tim'; did you mean 'exposure.time'?",
                "The configuration of the profile night is not applied, until it is corrected"), log);
    }
}
