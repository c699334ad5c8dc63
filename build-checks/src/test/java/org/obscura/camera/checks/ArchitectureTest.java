package org.obscura.camera.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The modules depend on each other as the architecture says, and no package and no class of the engine is part of a cycle. */
class ArchitectureTest {
    private static final String PREFIX = "org.obscura.camera";
    private static final String ENGINE = PREFIX + ".core.engine";

    /** Which other modules the classes of a module may use. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("api", Set.of()),
            Map.entry("core", Set.of("api", "backend-support")),
            Map.entry("backend-support", Set.of("api")),
            Map.entry("impl-simulated", Set.of("api", "backend-support")),
            Map.entry("impl-webcam", Set.of("api", "backend-support")),
            Map.entry("impl-v4l2", Set.of("api", "backend-support")),
            Map.entry("impl-ip", Set.of("api", "backend-support")),
            Map.entry("impl-process", Set.of("api", "backend-support")),
            Map.entry("codec-native", Set.of("api")),
            Map.entry("codec-turbojpeg", Set.of("api", "codec-native")),
            Map.entry("codec-webp", Set.of("api", "codec-native")),
            Map.entry("shell-commands", Set.of("api", "backend-support")),
            Map.entry("shell-karaf", Set.of("api", "shell-commands")),
            Map.entry("health", Set.of("api", "backend-support")),
            Map.entry("web", Set.of("api", "backend-support")),
            Map.entry("triggers", Set.of("api", "backend-support")),
            Map.entry("sinks", Set.of("api", "backend-support")),
            Map.entry("mqtt", Set.of("api", "backend-support")),
            Map.entry("testing", Set.of("api", "core", "backend-support")),
            Map.entry("dist/launcher", Set.of("api", "backend-support", "shell-commands")),
            Map.entry("dist/console", Set.of("backend-support")),
            Map.entry("dist/app", Set.of("dist/launcher")));

    private static final Set<String> IMAGE_IO = Set.of("javax.imageio.ImageIO", "javax.imageio.spi.IIORegistry");

    private static final Map<String, JavaClasses> CLASSES = new HashMap<>();

    static Set<String> modules() {
        return MAY_USE.keySet();
    }

    /** Other bundles register plug-ins in the JVM, which fail once their bundle was uninstalled. */
    @ParameterizedTest
    @MethodSource("modules")
    void imagesAreReadAndWrittenByThePluginsOfTheJdk(String module) {
        List<String> wrong = new ArrayList<>();
        for (JavaClass type : classes(module)) {
            type.getDirectDependenciesFromSelf().forEach(dependency -> {
                if (IMAGE_IO.contains(dependency.getTargetClass().getName())
                        && !type.getPackageName().equals(PREFIX + ".support.image")) {
                    wrong.add(dependency.getDescription());
                }
            });
        }
        assertEquals("", String.join("\n", wrong), "use ImageIoPlugins of backend-support");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleUsesOnlyTheModulesBelowIt(String module) {
        Map<String, String> modulesByClass = new HashMap<>();
        for (String each : modules()) {
            classes(each).forEach(type -> modulesByClass.putIfAbsent(type.getName(), each));
        }
        List<String> wrong = new ArrayList<>();
        for (JavaClass type : classes(module)) {
            type.getDirectDependenciesFromSelf().forEach(dependency -> {
                String target = modulesByClass.get(dependency.getTargetClass().getBaseComponentType().getName());
                if (target != null && !target.equals(module) && !MAY_USE.get(module).contains(target)) {
                    wrong.add(module + " must not use " + target + ": " + dependency.getDescription());
                }
            });
        }
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void everyModuleIsListed() {
        List<String> unlisted = Sources.endingWith("package-info.java").stream().map(Sources::name)
                .filter(name -> name.contains("/src/main/java/")).map(name -> name.substring(0, name.indexOf("/src/main/java/"))).distinct()
                .filter(module -> !MAY_USE.containsKey(module) && !module.equals("bench") && !module.startsWith("itest/")).toList();
        assertEquals(List.of(), unlisted, "modules that MAY_USE does not list");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void noPackageIsPartOfACycle(String module) {
        noCycle(PACKAGES, classes(module));
    }

    @Test
    void noClassOfTheEngineIsPartOfACycle() {
        noCycle(TYPES_OF_ENGINE, classes("core"));
    }

    @Test
    void cyclesAreFound() {
        JavaClasses cycle = new ClassFileImporter().importPackages("org.obscura.camera.checks.cycle");
        for (SliceAssignment parts : List.of(PACKAGES, types("org.obscura.camera.checks.cycle"))) {
            assertTrue(assertThrows(AssertionError.class, () -> noCycle(parts, cycle)).getMessage().contains("Cycle detected"));
        }
    }

    private static void noCycle(SliceAssignment parts, JavaClasses classes) {
        SlicesRuleDefinition.slices().assignedFrom(parts).should().beFreeOfCycles().check(classes);
    }

    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith(PREFIX) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    private static final SliceAssignment TYPES_OF_ENGINE = types(ENGINE);

    /** Assigns a class to the file that it stands in, below a package. */
    private static SliceAssignment types(String below) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith(below) ? SliceIdentifier.of(outermost(type).getName()) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "classes of " + below;
            }
        };
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    /** Returns the classes of a module alone, as the compiler has written them. */
    private static JavaClasses classes(String module) {
        return CLASSES.computeIfAbsent(module, name -> {
            Path folder = Sources.ROOT.resolve(name).resolve("target/classes/org/obscura");
            JavaClasses classes = new ClassFileImporter().importPath(folder);
            assertFalse(classes.isEmpty(), "no classes in " + folder + "; compile " + name + " first");
            return classes;
        });
    }
}
