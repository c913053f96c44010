package dev.limen.inference;

import dev.limen.autodiff.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A model whose POI, the first parameter of another, comes last. */
record LastPoi(LogLikelihood model) implements VariedLikelihood {

    private int others() {
        return model.parameters().size() - 1;
    }

    private Expr inOrder(Expr theta) {
        int n = others();
        return Expr.concat(0, List.of(theta.slice(0, n, n + 1), theta.slice(0, 0, n)));
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(model.parameters());
        all.add(all.remove(model.requirePoi()));
        return all;
    }

    @Override
    public OptionalInt poi() {
        return OptionalInt.of(others());
    }

    @Override
    public List<Integer> kinks() {
        return List.of(0);
    }

    @Override
    public Expr logLikelihood(Expr theta, Data data) {
        return model.logLikelihood(inOrder(theta), data);
    }

    @Override
    public Data expected(Expr theta) {
        return model.expected(inOrder(theta));
    }
}
