package dev.limen.histfactory;

import dev.limen.inference.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** All of a model but its coefficients: parameters, bins, and which acts on which. */
final class ModelLayout {
    private final ParameterSets sets;
    private final DataOrder order;
    private final Measurement measurement;
    private final Interpolation interpolation;
    private final Auxiliaries auxiliaries;
    private final RateLayout rates;
    private final List<Parameter> parameters;

    ModelLayout(Workspace workspace, Measurement measurement, Interpolation interpolation) {
        this.sets = ParameterSets.of(workspace, measurement);
        this.order = DataOrder.of(workspace);
        this.measurement = measurement;
        this.interpolation = interpolation;
        this.auxiliaries = new Auxiliaries(sets);
        this.rates = RateLayout.of(order, sets, interpolation, auxiliaries.poissonParameters());
        this.parameters = parameters(sets);
    }

    ParameterSets sets() {
        return sets;
    }

    DataOrder order() {
        return order;
    }

    Auxiliaries auxiliaries() {
        return auxiliaries;
    }

    RateLayout rates() {
        return rates;
    }

    List<Parameter> parameters() {
        return parameters;
    }

    private static List<Parameter> parameters(ParameterSets sets) {
        List<Parameter> parameters = new ArrayList<>();
        for (ParameterSet set : sets.sets()) {
            List<String> names = set.componentNames();
            for (int i = 0; i < set.size(); i++) {
                parameters.add(new Parameter(
                        names.get(i),
                        set.inits().get(i),
                        set.bounds().get(i).lower(),
                        set.bounds().get(i).upper(),
                        set.fixed().get(i),
                        kind(set)));
            }
        }
        return List.copyOf(parameters);
    }

    private static Parameter.Kind kind(ParameterSet set) {
        if (set.constraint() == Constraint.UNCONSTRAINED) {
            return Parameter.Kind.FREE;
        }
        return set.scalar() ? Parameter.Kind.CONSTRAINED : Parameter.Kind.BIN_LOCAL;
    }

    /** Empty also where no modifier has the POI's name, as in published background-only workspaces. */
    OptionalInt poi() {
        boolean carried = sets.sets().stream().anyMatch(set -> set.name().equals(measurement.poi()));
        return carried ? sets.poiIndex() : OptionalInt.empty();
    }

    /** The parameters by which rates have kinks at 0. */
    List<Integer> kinks() {
        return sets.sets().stream()
                .filter(set -> set.types().stream().anyMatch(interpolation::kinked))
                .map(set -> sets.offset(set.name()))
                .toList();
    }

    /** What all models have in common that differ in coefficients and data alone; a value. */
    Object structure() {
        return List.of(rates.structure(), parameters, poi(), kinks(), auxiliaries.structure(), order.size());
    }
}
