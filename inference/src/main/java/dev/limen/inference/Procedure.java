package dev.limen.inference;

import dev.limen.autodiff.Graph;

/** A computation on a model as a function of the data and whatever else changes from call to call; a value. */
interface Procedure {

    /** The computation for a model's fits: what it takes, scalars first, main and auxiliary data last; what it gives. */
    Graph graph(Fitter fitter);
}
