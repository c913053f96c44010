package dev.limen.histfactory;

import dev.limen.inference.LogLikelihood.Scatter;
import java.util.ArrayList;
import java.util.List;

/** The auxiliary measurements of a model in their order: of which parameter each is, and how it scatters. */
final class Auxiliaries {
    private final List<Scatter> scatter = new ArrayList<>();
    /** The parameter of each auxiliary measurement. */
    private final List<Integer> parameters = new ArrayList<>();

    private final int size;

    Auxiliaries(ParameterSets sets) {
        this.size = sets.size();
        for (ParameterSet set : sets.sets()) {
            if (set.constraint() != Constraint.UNCONSTRAINED) {
                boolean poisson = set.constraint() == Constraint.POISSON;
                for (int i = 0; i < set.size(); i++) {
                    scatter.add(poisson ? Scatter.POISSON : Scatter.GAUSSIAN);
                    parameters.add(sets.offset(set.name()) + i);
                }
            }
        }
    }

    /** The number of parameters of the model. */
    int parameters() {
        return size;
    }

    List<Scatter> scatter() {
        return List.copyOf(scatter);
    }

    /** The parameter of a measurement. */
    int parameter(int measurement) {
        return parameters.get(measurement);
    }

    /** The positions of measurements of one kind. */
    int[] positions(Scatter kind) {
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < scatter.size(); i++) {
            if (scatter.get(i) == kind) {
                positions.add(i);
            }
        }
        return positions.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The parameters of measurements of one kind. */
    private int[] parameters(Scatter kind) {
        int[] positions = positions(kind);
        for (int i = 0; i < positions.length; i++) {
            positions[i] = parameters.get(positions[i]);
        }
        return positions;
    }

    /** The parameters of the Poisson measurements. */
    int[] poissonParameters() {
        return parameters(Scatter.POISSON);
    }

    /** The parameters of the Gaussian measurements. */
    int[] gaussianParameters() {
        return parameters(Scatter.GAUSSIAN);
    }

    /** Both lists; a value. */
    Object structure() {
        return List.of(scatter, parameters);
    }
}
