package dev.limen.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What may name what. Rules are called from plain tests, since ArchUnit's own engine does not run beside jqwik's. */
@Tag("once")
final class ModuleArrowsTest {
    private static final String OURS = "dev.limen";
    /** Read once for all tests. */
    private static final JavaClasses LIMEN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("dev/limen/architecture"))
            .importPackages(OURS);

    @Test
    void everyModuleWasRead() {
        Set<LimenModule> read = new HashSet<>();
        LIMEN.forEach(c -> read.add(module(c)));
        assertEquals(Set.copyOf(LimenModule.ALL), read);
    }

    @Test
    void modulesNameOnlyWhatTheirArrowsAllow() {
        classes()
                .should(nameOnly("what the arrows between modules allow", (from, to) -> module(from)
                        .mayName(module(to))))
                .check(LIMEN);
    }

    @Test
    void internalPackagesStayInsideTheirModule() {
        classes()
                .should(nameOnly(
                        "internal packages of their own module",
                        (from, to) -> !isInternal(to) || module(from).equals(module(to))))
                .check(LIMEN);
    }

    @Test
    void onlyTheVectorBackEndNamesTheIncubator() {
        noClasses()
                .that(are(c -> !module(c).folder().equals("autodiff/vector"), "outside autodiff/vector"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..")
                .check(LIMEN);
    }

    @Test
    void onlyDataAndTheExampleThatWritesParquetNameDuckdb() {
        noClasses()
                .that(are(c -> !module(c).folder().equals("data") && !writesExampleEvents(c), "outside data"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.duckdb..", "com.sun.jna..")
                .check(LIMEN);
    }

    @Test
    void onlyItsBackEndNamesNd4j() {
        noClasses()
                .that(are(c -> !module(c).folder().equals("autodiff/nd4j"), "outside autodiff/nd4j"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.bytedeco..")
                .check(LIMEN);
    }

    @Test
    void onlyNetworksNamesOnnx() {
        noClasses()
                .that(are(c -> !module(c).folder().equals("networks"), "outside networks"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.onnx..", "com.google.protobuf..")
                .check(LIMEN);
    }

    /** The generator of the example writes what data only reads. */
    private static boolean writesExampleEvents(JavaClass c) {
        return c.getName().startsWith("dev.limen.examples.htautau.EventFile");
    }

    private static LimenModule module(JavaClass c) {
        return LimenModule.ofPackage(c.getPackageName());
    }

    private static boolean isInternal(JavaClass c) {
        return (c.getPackageName() + ".").contains(".internal.");
    }

    private static DescribedPredicate<JavaClass> are(Predicate<JavaClass> predicate, String description) {
        return DescribedPredicate.describe(description, predicate);
    }

    private static ArchCondition<JavaClass> nameOnly(String description, BiPredicate<JavaClass, JavaClass> allowed) {
        return new ArchCondition<>("name only " + description) {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                    JavaClass to = dependency.getTargetClass().getBaseComponentType();
                    boolean ours = (to.getPackageName() + ".").startsWith(OURS + ".");
                    if (ours && !allowed.test(from, to)) {
                        events.add(SimpleConditionEvent.violated(from, dependency.getDescription()));
                    }
                }
            }
        };
    }
}
