package dev.limen.autodiff.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.autodiff.Binary;
import dev.limen.autodiff.Compare;
import dev.limen.autodiff.Fused;
import dev.limen.autodiff.Implicit;
import dev.limen.autodiff.Leaf;
import dev.limen.autodiff.Primitive;
import dev.limen.autodiff.Reduce;
import dev.limen.autodiff.Unary;
import dev.limen.autodiff.fused.KernelSum;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No primitive, operation or fused family goes without a fixture. */
class FixtureCoverageTest {
    private static final List<Primitive> TRIED =
            Fixtures.all().stream().map(Fixture::primitive).toList();

    @Test
    void everyPrimitiveHasAFixture() throws IOException, URISyntaxException {
        List<Class<?>> missing = new ArrayList<>();
        for (Class<?> permitted : Primitive.class.getPermittedSubclasses()) {
            // Fused primitives are open; the families are found below.
            List<Class<?>> kinds = permitted == Fused.class ? fusedFamilies() : List.of(permitted);
            kinds.stream()
                    .filter(kind -> TRIED.stream().noneMatch(kind::isInstance))
                    .forEach(missing::add);
        }
        // A variable has no value of its own: it is every fixture's input.
        for (Class<?> leaf : Leaf.class.getPermittedSubclasses()) {
            if (leaf != Leaf.Variable.class && TRIED.stream().noneMatch(leaf::isInstance)) {
                missing.add(leaf);
            }
        }
        for (Class<?> problem : Implicit.Problem.class.getPermittedSubclasses()) {
            if (TRIED.stream()
                    .noneMatch(p -> p instanceof Implicit implicit && problem.isInstance(implicit.problem()))) {
                missing.add(problem);
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void everyOperationHasAFixture() {
        for (Unary.Op op : Unary.Op.values()) {
            assertTrue(TRIED.contains(new Unary(op)), op.name());
        }
        for (Binary.Op op : Binary.Op.values()) {
            assertTrue(TRIED.contains(new Binary(op)), op.name());
        }
        for (Compare.Op op : Compare.Op.values()) {
            assertTrue(TRIED.contains(new Compare(op)), op.name());
        }
        for (Reduce.Op op : Reduce.Op.values()) {
            assertTrue(TRIED.stream().anyMatch(p -> p instanceof Reduce reduce && reduce.op() == op), op.name());
        }
    }

    /** The fused primitives of this module, read from its class files. */
    private static List<Class<?>> fusedFamilies() throws IOException, URISyntaxException {
        Path classes = Path.of(KernelSum.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (!Files.isDirectory(classes)) {
            return List.of();
        }
        List<Class<?>> families = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file).toString().replace(java.io.File.separatorChar, '.');
                try {
                    Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()));
                    if (Fused.class.isAssignableFrom(type) && !type.isInterface()) {
                        families.add(type);
                    }
                } catch (ClassNotFoundException e) {
                    throw new AssertionError("class file without class: " + file, e);
                }
            }
        }
        return families;
    }
}
