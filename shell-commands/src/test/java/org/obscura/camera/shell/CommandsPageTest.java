package org.obscura.camera.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** Compares docs/commands.md with the commands; when it fails, the message holds the text for the page. */
class CommandsPageTest {
    private static final Path PAGE = Path.of("../docs/commands.md");

    @Test
    void thePageHasTheHelpOfEachCommand() throws IOException {
        String page = Files.readString(PAGE);
        String reference = page.substring(page.indexOf("## Reference"));
        assertEquals(reference(), reference.replace("\r", ""));
    }

    @Test
    void eachCommandHasARoleInKaraf() throws IOException {
        String feature = Files.readString(Path.of("../dist/karaf/src/main/feature/feature.xml"));
        String list = feature.replaceAll("(?s).*<config name=\"org.apache.karaf.command.acl.camera\">(.*?)</config>.*", "$1");
        Map<String, String> roles = list.lines().filter(line -> line.contains("=")).map(line -> line.split("="))
                .collect(Collectors.toMap(entry -> entry[0].strip(), entry -> entry[1].strip(), (a, b) -> a, TreeMap::new));
        assertEquals(commands().keySet(), roles.keySet());
        List<String> table = Files.readAllLines(Path.of("../docs/karaf.md"));
        roles.forEach((command, role) -> assertEquals(List.of(role), table.stream()
                .filter(line -> line.startsWith("| `") && line.replaceFirst("^[^|]*[|][^|]*[|]", "").contains("`" + command + "`"))
                .map(line -> line.replaceFirst("^[|] `(\\w+)`.*", "$1")).toList(), command));
    }

    private static String reference() {
        return "## Reference\n" + commands().values().stream()
                .map(spec -> "\n### " + spec.usage().replaceFirst(" .*", "") + "\n\n```\n"
                        + spec.help().replace(System.lineSeparator(), "\n") + "```\n")
                .collect(Collectors.joining());
    }

    private static Map<String, CommandSpec> commands() {
        Cameras cameras = new Cameras();
        Devices devices = new Devices();
        Triggers triggers = new Triggers();
        List<Command> all = List.of(new CancelCommand(cameras), new CaptureCommand(cameras), new ControlCommand(cameras),
                new ControlsCommand(cameras), new DevicesCommand(cameras, devices), new DiscoverCommand(), new EventsCommand(null, cameras),
                new HelpCommand(new Completions(cameras, devices, new Outboxes(), triggers)), new InfoCommand(cameras),
                new ListCommand(cameras),
                new MetadataCommand(cameras), new ResolutionCommand(cameras), new RunCommand(null, triggers), new ShowCommand(cameras),
                new SinksCommand(new Outboxes()), new StartCommand(cameras),
                new StatusCommand(cameras), new StopCommand(cameras), new TriggersCommand(triggers), new UseCommand(cameras, devices),
                new WebCommand(null));
        return all.stream().collect(Collectors.toMap(Command::name, Command::spec, (a, b) -> a, TreeMap::new));
    }
}
