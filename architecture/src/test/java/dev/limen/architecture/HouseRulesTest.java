package dev.limen.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How every class is made: closed to overriding, named after a thing, without static state that changes. */
@Tag("once")
final class HouseRulesTest {
    private static final Pattern EMPTY_NAME = Pattern.compile(".*(Util|Utils|Manager|Helper|Impl)");
    /** Read once for all tests. */
    private static final JavaClasses LIMEN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("jmh_generated"))
            .importPackages("dev.limen");

    /** JMH extends the classes of its benchmarks; an enum whose constants have bodies, and an anonymous class, cannot be extended from outside. */
    @Test
    void everyClassIsAnInterfaceARecordOrFinal() {
        assertEquals(
                List.of(),
                named(c -> !c.isInterface()
                        && !c.isEnum()
                        && !c.isAnonymousClass()
                        && !c.getModifiers().contains(JavaModifier.FINAL)
                        && !c.getPackageName().startsWith("dev.limen.bench")));
    }

    @Test
    void noClassHasAnEmptyName() {
        assertEquals(List.of(), named(c -> EMPTY_NAME.matcher(c.getSimpleName()).matches()));
    }

    @Test
    void staticFieldsAreFinal() {
        List<String> mutable = LIMEN.stream()
                .flatMap(c -> c.getFields().stream())
                .filter(f -> f.getModifiers().contains(JavaModifier.STATIC)
                        && !f.getModifiers().contains(JavaModifier.FINAL))
                .map(JavaField::getFullName)
                .sorted()
                .toList();
        assertEquals(List.of(), mutable);
    }

    private List<String> named(Predicate<JavaClass> predicate) {
        return LIMEN.stream().filter(predicate).map(JavaClass::getName).sorted().toList();
    }
}
