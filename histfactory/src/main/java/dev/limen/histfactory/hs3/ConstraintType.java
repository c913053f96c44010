package dev.limen.histfactory.hs3;

import dev.limen.histfactory.WorkspaceException;
import dev.limen.histfactory.internal.Located;
import dev.limen.histfactory.internal.Suggestion;
import java.util.List;
import java.util.Optional;

/** The type of constraint that a modifier asks for, where it does not name a distribution. */
final class ConstraintType {
    static final String GAUSS = "Gauss";
    static final String POISSON = "Poisson";
    static final String CONST = "Const";

    /** The standard's spelling and ROOT's. */
    private static final List<String> LOG_NORMAL = List.of("LogNormal", "Lognormal");

    private ConstraintType() {}

    /**
     * The type, if the modifier gives one; a distribution that it names is added to the constraints instead.
     *
     * <p>Documents have the type under the key "constraint" or "constraint_type", and the name of a distribution under
     * "constraint" or "constraint_name".
     */
    static Optional<Located> of(Located modifier, Constraints constraints) {
        Optional<Located> named = modifier.optional("constraint_name");
        if (named.isPresent()) {
            if (!constraints.addNamed(named.get())) {
                throw named.get()
                        .error("/distributions has no distribution '"
                                + named.get().string() + "'.");
            }
            return Optional.empty();
        }
        Optional<Located> constraint = modifier.optional("constraint");
        if (constraint.isPresent() && constraints.addNamed(constraint.get())) {
            return Optional.empty();
        }
        return written(modifier);
    }

    /** The type as a modifier or a channel gives it. */
    static Optional<Located> written(Located at) {
        return at.optional("constraint_type").or(() -> at.optional("constraint"));
    }

    static boolean isConst(Located type) {
        return type.string().equals(CONST);
    }

    static boolean isKnown(String type) {
        return type.equals(GAUSS) || type.equals(POISSON) || type.equals(CONST) || LOG_NORMAL.contains(type);
    }

    static WorkspaceException unknown(Located type) {
        return type.error("'" + type.string() + "' is no type of constraint that a workspace could have here, and no"
                + " distribution." + Suggestion.among(type.string(), List.of(GAUSS, POISSON, CONST)));
    }
}
