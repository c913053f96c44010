package dev.limen.histfactory;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Puts a measurement's configurations in the place of what modifiers suggest. */
final class ParameterOverrides {
    private final Workspace workspace;
    private final Measurement measurement;

    ParameterOverrides(Workspace workspace, Measurement measurement) {
        this.workspace = workspace;
        this.measurement = measurement;
    }

    /** The place of a measurement's configuration; empty for a measurement that is not in the document. */
    static String pointer(Workspace workspace, Measurement measurement) {
        int index = workspace.measurements().indexOf(measurement);
        return index < 0 ? "" : "/measurements/" + index + "/config";
    }

    ParameterSet applyTo(List<SuggestedSet> suggested) {
        SuggestedSet first = suggested.get(0);
        ParameterConfig config = measurement.parameter(first.name()).orElseGet(() -> ParameterConfig.of(first.name()));
        int n = first.size();
        List<Double> inits = chosen(first, "inits", config.inits(), first.init().map(x -> copies(n, x)));
        List<Bounds> bounds =
                chosen(first, "bounds", config.bounds(), first.bounds().map(x -> copies(n, x)));
        for (Bounds pair : bounds) {
            if (pair.lower() > pair.upper()) {
                throw error(
                        first,
                        "bounds",
                        "the lower bound " + pair.lower() + " is above the upper " + pair.upper() + ".");
            }
        }
        for (int i = 0; i < n; i++) {
            if (!(inits.get(i) >= bounds.get(i).lower()
                    && inits.get(i) <= bounds.get(i).upper())) {
                throw error(
                        first,
                        (config.inits().isPresent() ? "inits/" : "bounds/") + i,
                        "the start " + inits.get(i) + " of '" + first.name() + "' is outside its bounds ["
                                + bounds.get(i).lower() + ", " + bounds.get(i).upper()
                                + "]. Move the start (inits), or widen the bounds.");
            }
        }
        return new ParameterSet(
                first.name(),
                suggested.stream().map(SuggestedSet::type).toList(),
                first.channels(),
                first.constraint(),
                first.isScalar(),
                inits,
                bounds,
                config.fixed().map(held -> copies(n, held)).orElse(first.placeholders()),
                auxdata(first, config),
                sigmas(first, config),
                factors(first, config),
                first.placeholders());
    }

    private List<Double> auxdata(SuggestedSet set, ParameterConfig config) {
        if (set.constraint() == Constraint.UNCONSTRAINED) {
            refuse(set, "auxdata", config.auxdata(), "it is unconstrained");
            return List.of();
        }
        return chosen(set, "auxdata", config.auxdata(), set.auxdata());
    }

    private List<Double> sigmas(SuggestedSet set, ParameterConfig config) {
        if (set.constraint() != Constraint.NORMAL) {
            refuse(set, "sigmas", config.sigmas(), "it is " + set.constraint().spelling());
            return List.of();
        }
        if (set.type() == ModifierType.LUMI || set.type() == ModifierType.STATERROR) {
            return positive(set, "sigmas", chosen(set, "sigmas", config.sigmas(), set.sigmas()));
        }
        refuse(set, "sigmas", config.sigmas(), "its constraint has the width 1 by definition");
        return List.of(1.0);
    }

    private List<Double> factors(SuggestedSet set, ParameterConfig config) {
        if (set.constraint() != Constraint.POISSON) {
            refuse(set, "factors", config.factors(), "it is " + set.constraint().spelling());
            return List.of();
        }
        return positive(set, "factors", chosen(set, "factors", config.factors(), set.factors()));
    }

    private <T> List<T> chosen(
            SuggestedSet set, String key, Optional<List<T>> configured, Optional<List<T>> suggested) {
        List<T> values = configured
                .or(() -> suggested)
                .orElseThrow(() -> error(
                        set,
                        "",
                        "the " + set.type().json() + " modifier at " + set.pointer() + " needs '" + key
                                + "' from the measurement '" + measurement.name()
                                + "'. Configure the parameter with auxdata, sigmas, inits and bounds, as in {\"name\":"
                                + " \"lumi\", \"auxdata\": [1.0], \"sigmas\": [0.017], \"inits\": [1.0], \"bounds\":"
                                + " [[0.9, 1.1]]}."));
        if (values.size() != set.size()) {
            throw error(
                    set,
                    key,
                    values.size() + (values.size() == 1 ? " entry" : " entries") + ", but the "
                            + set.type().json()
                            + " '" + set.name() + "' has " + set.size()
                            + (set.size() == 1 ? " component" : " components")
                            + ". Give one entry for each.");
        }
        return values;
    }

    private <T> void refuse(SuggestedSet set, String key, Optional<List<T>> configured, String reason) {
        if (configured.isPresent()) {
            throw error(
                    set,
                    key,
                    "the " + set.type().json() + " '" + set.name() + "' has no " + key + ": " + reason
                            + ". Remove the entry.");
        }
    }

    private List<Double> positive(SuggestedSet set, String key, List<Double> values) {
        for (int i = 0; i < values.size(); i++) {
            if (!(values.get(i) > 0)) {
                throw error(set, key + "/" + i, "found " + values.get(i) + "; expected a positive number.");
            }
        }
        return values;
    }

    private WorkspaceException error(SuggestedSet set, String key, String problem) {
        String config = pointer(workspace, measurement);
        List<String> configured =
                measurement.parameters().stream().map(ParameterConfig::name).toList();
        int index = configured.indexOf(set.name());
        String parameter = config.isEmpty() ? "" : config + "/parameters" + (index < 0 ? "" : "/" + index);
        return new WorkspaceException(
                workspace.name(), parameter + (config.isEmpty() || key.isEmpty() ? "" : "/" + key), problem);
    }

    private static <T> List<T> copies(int n, T value) {
        return Collections.nCopies(n, value);
    }
}
