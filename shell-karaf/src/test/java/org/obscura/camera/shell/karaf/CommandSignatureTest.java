package org.obscura.camera.shell.karaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.junit.jupiter.api.Test;

/** What the next word is, told from the annotations of a command and the words before it. */
class CommandSignatureTest {

    /** A command as those of the shell bundle are written. */
    public static class Develop {

        @Descriptor("Develops pictures")
        public void develop(CommandSession session,
                @Descriptor("the camera") @Parameter(names = {"-c", "--camera"}, absentValue = "") String camera,
                @Descriptor("in a hurry") @Parameter(names = "--fast", presentValue = "true", absentValue = "false") boolean fast,
                @Descriptor("the device") String device, @Descriptor("facts") String... setting) {
            throw new UnsupportedOperationException("only its signature is wanted");
        }

        /** No command: it has no descriptor. */
        public void develop(String other) {
            throw new UnsupportedOperationException(other);
        }
    }

    private final CommandSignature signature = CommandSignature.of("develop", new Develop());

    private Optional<String> next(String... words) {
        return signature.after(List.of(words)).map(ParameterSpec::label);
    }

    @Test
    void theFirstWordIsTheFirstArgument() {
        assertEquals(Optional.of("device"), next());
    }

    @Test
    void anOptionWantsItsValueByEitherName() {
        assertEquals(Optional.of("camera"), next("--camera"));
        assertEquals(Optional.of("camera"), next("x", "-c"));
    }

    @Test
    void aFlagWantsNone() {
        assertEquals(Optional.of("device"), next("--fast"));
    }

    @Test
    void theValueOfAnOptionIsNoArgument() {
        assertEquals(Optional.of("device"), next("--camera", "front"));
        assertEquals(Optional.of("setting"), next("--camera", "front", "webcam:a"));
    }

    @Test
    void theLastArgumentRepeats() {
        assertEquals(Optional.of("setting"), next("webcam:a", "Title=a", "Author=b"));
    }

    @Test
    void behindTwoDashesEveryWordIsAnArgument() {
        assertEquals(Optional.of("setting"), next("--", "-c"));
    }

    @Test
    void theSessionIsNoParameter() {
        assertEquals(List.of("camera", "fast", "device", "setting"), signature.slots().stream().map(ParameterSpec::label).toList());
        assertEquals("Develops pictures", signature.description());
        assertTrue(signature.slots().get(1).isFlag());
    }

    @Test
    void aFunctionWithoutAnnotationsHasNoWords() {
        assertEquals(Optional.empty(), CommandSignature.of("develop", new Object()).after(List.of()));
    }
}
