package dev.limen.inference;

import dev.limen.autodiff.Graph;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The fits, tests and limits of one model, each compiled when first asked for and then kept: data, signal strength and
 * level are inputs. May be used by several threads at once.
 *
 * <p>A {@link LogLikelihood} that holds one and returns it from {@link LogLikelihood#compiled} is not compiled again by
 * repeated calls of {@link Cls#of} and its like.
 */
public final class Compiled {
    private final LogLikelihood model;
    private final Map<Procedure, Program> programs = new ConcurrentHashMap<>();
    private final Supplier<LogLikelihood> numbers;
    private volatile Fitter fitter;
    private volatile Fitter numbersFitter;
    private volatile Given given;

    /** Nothing is asked of {@code model} before it is needed. */
    public Compiled(LogLikelihood model) {
        this(model, () -> model);
    }

    /**
     * The same where only derivatives by its parts need the model itself.
     *
     * @param numbers gives a likelihood of the same values that is made of fewer expressions
     */
    public Compiled(LogLikelihood model, Supplier<LogLikelihood> numbers) {
        this.model = model;
        this.numbers = numbers;
    }

    /** The fits of the model. */
    Fitter fitter() {
        Fitter found = fitter;
        if (found == null) {
            // Two threads may make one each: they do the same.
            found = new Fitter(model);
            fitter = found;
        }
        return found;
    }

    /** The fits of a likelihood of the same values, for numbers without derivatives. */
    Fitter numbers() {
        Fitter found = numbersFitter;
        if (found == null) {
            LogLikelihood likelihood = numbers.get();
            found = likelihood == model ? fitter() : new Fitter(likelihood);
            numbersFitter = found;
        }
        return found;
    }

    /** Computes what needs neither data nor a number. */
    Evaluated evaluate(Procedure procedure) {
        return Evaluated.of(List.of(), program(procedure).run());
    }

    /** Computes what needs no data. */
    Evaluated evaluate(Procedure procedure, double number) {
        return Evaluated.of(List.of(), program(procedure).run(Tensor.scalar(number)));
    }

    /** Computes from data. */
    Evaluated evaluate(Procedure procedure, Data data, double... numbers) {
        Program program = program(procedure);
        Result given = given(data);
        List<Tensor> values = new ArrayList<>();
        for (double number : numbers) {
            values.add(Tensor.scalar(number));
        }
        values.add(given.output(0));
        values.add(given.output(1));
        return Evaluated.of(given.certificates(), program.run(values));
    }

    /** The numbers of a data set; those of the latest are kept. */
    private Result given(Data data) {
        Given found = given;
        if (found == null || !found.data.equals(data)) {
            Result result = Program.compile(List.of(), List.of(data.main(), data.auxiliary()))
                    .run();
            found = new Given(data, result);
            given = found;
        }
        return found.result;
    }

    private record Given(Data data, Result result) {}

    private Program program(Procedure procedure) {
        return programs.computeIfAbsent(procedure, key -> {
            Graph graph = key.graph(numbers());
            return Program.compile(graph.variables(), graph.outputs());
        });
    }
}
