package dev.limen.inference;

import dev.limen.autodiff.Expr;
import java.util.List;
import java.util.OptionalInt;

/** A likelihood that differs from another in a few answers; all others are the other one's. */
interface VariedLikelihood extends LogLikelihood {

    /** The likelihood that it is made of. */
    LogLikelihood model();

    @Override
    default List<Parameter> parameters() {
        return model().parameters();
    }

    @Override
    default OptionalInt poi() {
        return model().poi();
    }

    @Override
    default List<Integer> kinks() {
        return model().kinks();
    }

    @Override
    default Expr logLikelihood(Expr theta, Data data) {
        return model().logLikelihood(theta, data);
    }

    @Override
    default Data expected(Expr theta) {
        return model().expected(theta);
    }

    @Override
    default List<Scatter> auxiliaryScatter() {
        return model().auxiliaryScatter();
    }

    @Override
    default Expr auxiliarySigma() {
        return model().auxiliarySigma();
    }
}
