package org.obscura.camera.shell;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.obscura.camera.Camera;
import org.obscura.camera.CaptureTrigger;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.Resolution;
import org.obscura.camera.shell.completion.CommandCompleter;
import org.obscura.camera.shell.completion.Proposal;
import org.obscura.camera.support.config.SimilarWords;
import org.obscura.camera.support.device.BackendReport;
import org.obscura.camera.support.text.Printable;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Completes by what the commands declare and what is configured and connected at the moment. */
@Component(service = CommandCompleter.class)
public class Completions implements CommandCompleter {
    private static final List<String> KEYS = Arrays.stream(MetadataKeys.class.getFields()).map(Completions::constant).sorted().toList();
    private static final List<String> FORMATS = List.of("jpeg", "png", "tiff", "bmp");
    private static final List<String> BOOLEANS = List.of("true", "false");
    private static final Proposal HELP = new Proposal("--help", "shows all of this", true);

    private final Cameras cameras;
    private final Devices devices;
    private final Outboxes outboxes;
    private final Triggers triggers;
    private final Set<ComponentServiceObjects<Function>> functions = ConcurrentHashMap.newKeySet();

    @Activate
    public Completions(@Reference Cameras cameras, @Reference Devices devices, @Reference Outboxes outboxes,
            @Reference Triggers triggers) {
        this.cameras = cameras;
        this.devices = devices;
        this.outboxes = outboxes;
        this.triggers = triggers;
    }

    /** By reference: a command is created when it is first used. */
    @Reference(target = "(" + CommandProcessor.COMMAND_SCOPE + "=" + SCOPE + ")", cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addFunction(ComponentServiceObjects<Function> function) {
        functions.add(function);
    }

    void removeFunction(ComponentServiceObjects<Function> function) {
        functions.remove(function);
    }

    private Stream<Command> commands() {
        return functions.stream().map(ComponentServiceObjects::getService).filter(Command.class::isInstance).map(Command.class::cast);
    }

    @Override
    public SortedMap<String, String> getCommands() {
        SortedMap<String, String> all = new TreeMap<>();
        commands().forEach(command -> all.put(command.name(), command.spec().description()));
        return all;
    }

    @Override
    public String getHelp(String command) {
        if (command == null) {
            Table table = new Table();
            getCommands().forEach((name, description) -> table.row(SCOPE + ":" + name, description));
            return table + System.lineSeparator() + SCOPE + ":help COMMAND, or a command with --help, shows the options."
                    + System.lineSeparator();
        }
        String name = command.startsWith(SCOPE + ":") ? command.substring(SCOPE.length() + 1) : command;
        return commands().filter(each -> each.name().equals(name)).findFirst().map(each -> each.spec().help())
                .orElseThrow(() -> new IllegalArgumentException("There is no camera command '" + command + "'"
                        + SimilarWords.find(name, getCommands().keySet()).map(similar -> "; did you mean " + similar + "?")
                                .orElse("; there are " + String.join(", ", getCommands().keySet()))));
    }

    @Override
    public List<Proposal> complete(String command, List<String> words) {
        return commands().filter(each -> each.name().equals(command)).findFirst().map(each -> complete(each.spec(), words))
                .orElse(List.of());
    }

    private List<Proposal> complete(CommandSpec spec, List<String> words) {
        String typed = words.get(words.size() - 1);
        List<String> before = words.subList(0, words.size() - 1);
        List<CommandSpec.Slot> next = spec.next(before);
        boolean optionPossible = !before.contains("--") && next.stream().noneMatch(CommandSpec.Slot::isOption);
        Stream<Proposal> all = typed.startsWith("-") && optionPossible ? Stream.concat(options(spec), Stream.of(HELP))
                : next.stream().flatMap(slot -> values(slot, typed));
        return all.filter(proposal -> proposal.word().startsWith(typed)).filter(proposal -> isPrintable(proposal.word()))
                .map(proposal -> new Proposal(proposal.word(), Printable.of(proposal.description()), proposal.isComplete())).toList();
    }

    /** The name of a device may hold characters that act on a terminal. */
    private static boolean isPrintable(String word) {
        return Printable.of(word).equals(word);
    }

    private static Stream<Proposal> options(CommandSpec spec) {
        return spec.options().stream().flatMap(slot -> slot.names().stream().map(name -> new Proposal(name, slot.text(), true)));
    }

    private Stream<Proposal> values(CommandSpec.Slot slot, String typed) {
        Class<?> type = slot.type();
        if (type.isEnum()) {
            return words(Arrays.stream(type.getEnumConstants()).map(each -> each.toString().toLowerCase(Locale.ROOT)));
        }
        return switch (slot.completion()) {
            case CAMERA -> words(cameras.all().stream().map(Camera::getId));
            case DEVICE -> targets();
            case RESOLUTION ->
                words(all().flatMap(camera -> camera.getSupportedResolutions().stream()).distinct().map(Resolution::toString));
            case FORMAT -> words(FORMATS.stream());
            case METADATA_KEY ->
                words(Stream.concat(all().flatMap(camera -> camera.getImageCapture().getMetadata().keySet().stream()).sorted(),
                        KEYS.stream()).distinct());
            case METADATA_SETTING -> KEYS.stream().map(key -> new Proposal(key + "=", "", false));
            case CONTROL_SETTING -> controls().flatMap(control -> settings(control, typed, false)).distinct();
            case CONTROL_BRACKET -> controls().flatMap(control -> settings(control, typed, true)).distinct();
            case COMMAND -> getCommands().entrySet().stream().map(each -> new Proposal(each.getKey(), each.getValue(), true));
            case SINK -> words(outboxes.names().stream());
            case TRIGGER -> words(triggers.all().stream().map(CaptureTrigger::getName));
            case NONE -> Stream.empty();
        };
    }

    private Stream<Camera> all() {
        Collection<Camera> found = cameras.all();
        return found.stream();
    }

    private Stream<ControlInfo> controls() {
        return all().flatMap(camera -> camera.getSupportedControls().stream());
    }

    /**
     * Returns the key of a control; once that is typed, with each of its values, if they can be counted.
     *
     * @param several whether values are separated by commas; those that are typed are not proposed again
     */
    private static Stream<Proposal> settings(ControlInfo control, String typed, boolean several) {
        String key = control.key() + "=";
        List<String> values = control.kind() == ControlInfo.Kind.BOOLEAN ? BOOLEANS : control.choices();
        if (!typed.startsWith(key) || values.isEmpty()) {
            return Stream.of(new Proposal(key, values.isEmpty() ? control.label() : String.join(", ", values), false));
        }
        String before = several ? typed.substring(0, Math.max(key.length(), typed.lastIndexOf(',') + 1)) : key;
        List<String> used = List.of(before.substring(key.length()).split(","));
        return values.stream().filter(value -> !used.contains(value)).map(value -> new Proposal(before + value, "", !several));
    }

    private Stream<Proposal> targets() {
        Stream<Proposal> ids = devices.devices().stream()
                .map(device -> new Proposal(device.info().id(), device.info().displayName(), true));
        Stream<Proposal> backends = devices.backends().stream().map(BackendReport::name)
                .map(backend -> new Proposal(backend, "any device of this backend", true));
        return Stream.of(ids, backends, Stream.of(new Proposal("any", "the device with the highest ranking", true))).flatMap(each -> each);
    }

    private static Stream<Proposal> words(Stream<String> words) {
        return words.map(Proposal::of);
    }

    private static String constant(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
