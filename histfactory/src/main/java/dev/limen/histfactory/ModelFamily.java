package dev.limen.histfactory;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.LogLikelihood;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All models that differ in numbers alone: the same parameters act on the same bins in the same way. A grid of signal
 * points is one family as a rule, or a few where some points lack a systematic.
 *
 * <p>Families are equal if they have the same members.
 */
public final class ModelFamily {
    private final ModelLayout layout;
    private final Object structure;
    private final List<Integer> lengths;

    private ModelFamily(ModelLayout layout, List<Integer> lengths) {
        this.layout = layout;
        this.structure = layout.structure();
        this.lengths = lengths;
    }

    /** The family of a model that was read; empty of one that is made of expressions. */
    public static Optional<ModelFamily> of(Model member) {
        return member.numbers().map(numbers -> new ModelFamily(member.layout(), numbers.lengths()));
    }

    /**
     * A likelihood whose numbers are variables.
     *
     * @param likelihood the likelihood
     * @param variables in the order of {@link Member#numbers}
     */
    public record Shared(LogLikelihood likelihood, List<Expr> variables) {}

    /** The members as one likelihood, made anew at each call. */
    public Shared shared() {
        Coefficients variables = Coefficients.variables(lengths);
        return new Shared(new Likelihood(layout, variables), variables.all());
    }

    /**
     * The numbers of a member.
     *
     * @param numbers values of {@link Shared#variables}
     * @param main observed counts; NaN of channels without observation
     * @param auxiliary auxiliary data
     */
    public record Member(List<Tensor> numbers, Tensor main, Tensor auxiliary) {}

    /**
     * The numbers of a member.
     *
     * @throws IllegalArgumentException if it is none
     */
    public Member member(Model model) {
        ModelNumbers numbers = model.numbers()
                .filter(found -> model.layout().structure().equals(structure))
                .orElseThrow(() -> new IllegalArgumentException(model + " does not belong to this family"));
        List<Tensor> tensors = new ArrayList<>(numbers.tensors());
        return new Member(tensors, Tensor.of(numbers.main()), Tensor.of(numbers.auxiliary()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelFamily that && structure.equals(that.structure);
    }

    @Override
    public int hashCode() {
        return structure.hashCode();
    }
}
