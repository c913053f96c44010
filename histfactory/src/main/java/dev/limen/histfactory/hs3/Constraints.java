package dev.limen.histfactory.hs3;

import dev.limen.histfactory.hs3.Constraint.Counts;
import dev.limen.histfactory.hs3.Constraint.Gaussian;
import dev.limen.histfactory.internal.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The constraints that a document writes as distributions of their own: those of the likelihood, and those that
 * modifiers name.
 */
final class Constraints {
    private static final String GAUSSIAN = "gaussian_dist";
    private static final String POISSON = "poisson_dist";
    private static final String LOG_NORMAL = "lognormal_dist";

    private static final String MULTIVARIATE = "multivariate_normal_dist";

    private record Entry(Located distribution, Optional<Located> data) {}

    private final Hs3Document document;
    private final ParameterFacts facts;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Constraint> found = new LinkedHashMap<>();

    Constraints(Hs3Document document, ParameterFacts facts) {
        this.document = document;
        this.facts = facts;
    }

    /**
     * Adds a distribution.
     *
     * @param data what was measured, a number or the name of data of one point, where the likelihood says so
     */
    void add(Located distribution, Optional<Located> data) {
        String type = distribution.field("type").string();
        if (!List.of(GAUSSIAN, POISSON, LOG_NORMAL, MULTIVARIATE).contains(type)) {
            throw distribution
                    .field("type")
                    .error("a distribution of type '" + type
                            + "'; a workspace holds those of type 'histfactory_dist', and '" + GAUSSIAN + "', '"
                            + POISSON + "', '" + LOG_NORMAL + "' or '" + MULTIVARIATE
                            + "' as constraints of parameters.");
        }
        entries.putIfAbsent(distribution.pointer(), new Entry(distribution, data));
    }

    /** Adds the distribution that a modifier names, if the document has it. */
    boolean addNamed(Located name) {
        Optional<Located> distribution = document.find("distributions", "distribution", name.string());
        distribution.ifPresent(at -> add(at.openObject("a distribution", List.of("name", "type")), Optional.empty()));
        return distribution.isPresent();
    }

    /** The constraint of a parameter. */
    Optional<Constraint> of(String parameter) {
        Optional<Constraint> first = Optional.empty();
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            Optional<Constraint> read = read(entry.getValue(), parameter);
            if (read.isPresent() && first.isPresent()) {
                throw read.get()
                        .at()
                        .error("a second constraint of '" + parameter + "'; the first is at "
                                + first.get().at().pointer() + ". Multiply them into one.");
            }
            read.ifPresent(constraint -> found.put(entry.getKey(), constraint));
            first = first.or(() -> read);
        }
        return first;
    }

    /** The names of those that constrain no parameter that was asked for. */
    List<String> unused() {
        List<String> names = new ArrayList<>();
        entries.forEach((pointer, entry) -> {
            if (!found.containsKey(pointer)) {
                names.add(entry.distribution().field("name").string());
            }
        });
        return names;
    }

    private Optional<Constraint> read(Entry entry, String parameter) {
        return switch (entry.distribution().field("type").string()) {
            case GAUSSIAN -> gaussian(entry, parameter);
            case POISSON -> poisson(entry, parameter);
            case MULTIVARIATE -> component(entry, parameter);
            default -> logNormal(entry, parameter);
        };
    }

    /** Normal(x | mean, sigma) is the same with x and mean exchanged, and documents write both. */
    private Optional<Constraint> gaussian(Entry entry, String parameter) {
        Located at = entry.distribution().openObject("a " + GAUSSIAN, List.of("x", "mean", "sigma"));
        boolean mean = is(at.field("mean"), parameter);
        if (!mean && !is(at.field("x"), parameter)) {
            return Optional.empty();
        }
        double measured = measured(entry, at.field(mean ? "x" : "mean"));
        return Optional.of(new Gaussian(measured, facts.number(at.field("sigma")), at));
    }

    /** One of independent Gaussians: of a covariance that is diagonal. */
    private Optional<Constraint> component(Entry entry, String parameter) {
        Located at = entry.distribution().openObject("a " + MULTIVARIATE, List.of("x", "mean", "covariances"));
        List<Located> x = at.field("x").elements(1, "names");
        List<Located> means = at.field("mean").elements(1, "names or numbers");
        List<Located> rows = at.field("covariances").elements(1, "rows");
        at.field("mean").requireSize(means.size(), x.size(), "components");
        at.field("covariances").requireSize(rows.size(), x.size(), "components");
        for (int i = 0; i < x.size(); i++) {
            boolean mean = is(means.get(i), parameter);
            if (mean || is(x.get(i), parameter)) {
                entry.data().ifPresent(data -> {
                    throw data.error("data of a " + MULTIVARIATE
                            + "; list it with 'aux_distributions', and what was measured in it.");
                });
                double measured = facts.number(mean ? x.get(i) : means.get(i));
                return Optional.of(new Gaussian(measured, Math.sqrt(variance(rows.get(i), i, x.size())), at));
            }
        }
        return Optional.empty();
    }

    private static double variance(Located row, int i, int size) {
        List<Located> entries = row.elements(1, "numbers");
        row.requireSize(entries.size(), size, "components");
        for (int j = 0; j < size; j++) {
            double value = entries.get(j).number();
            if (i != j && value != 0) {
                throw entries.get(j)
                        .error(
                                "a covariance of " + value
                                        + "; the constraints of a workspace are independent. Rotate the systematics until it is 0.");
            }
            if (i == j && !(value > 0)) {
                throw entries.get(j).error("a variance of " + value + "; expected a positive one.");
            }
        }
        return entries.get(i).number();
    }

    private Optional<Constraint> poisson(Entry entry, String parameter) {
        Located at = entry.distribution().openObject("a " + POISSON, List.of("x", "mean"));
        Located mean = at.field("mean");
        if (!mean.node().isTextual()) {
            return Optional.empty();
        }
        Factors factors = Factors.of(document, mean);
        if (!factors.names().contains(parameter)) {
            return Optional.empty();
        }
        if (!factors.interpolations().isEmpty()) {
            throw mean.error("the mean has an interpolation; a workspace has Poisson constraints of one parameter.");
        }
        double tau = factors.numbers();
        boolean once = false;
        for (String name : factors.names()) {
            if (name.equals(parameter) && !once) {
                once = true;
            } else {
                tau *= facts.value(name)
                        .filter(v -> facts.isConstant(name))
                        .orElseThrow(() -> mean.error("the mean is a product of '" + parameter + "' and '" + name
                                + "', which is no constant; a workspace has Poisson constraints of one parameter."));
            }
        }
        return Optional.of(new Counts(measured(entry, at.field("x")), tau, at));
    }

    /** With the measured x fixed, LogNormal(x | mu, sigma) is Normal(ln x | mu, sigma) / x. */
    private Optional<Constraint> logNormal(Entry entry, String parameter) {
        Located at = entry.distribution().openObject("a " + LOG_NORMAL, List.of("x", "mu", "sigma"));
        if (is(at.field("x"), parameter)) {
            throw at.error("the parameter '" + parameter + "' itself is log-normal; a workspace has normal and Poisson"
                    + " constraints. Write its logarithm as a parameter: a normsys with interpolation 'log'.");
        }
        if (!is(at.field("mu"), parameter)) {
            return Optional.empty();
        }
        double measured = measured(entry, at.field("x"));
        if (measured <= 0) {
            throw at.field("x").error("a log-normal measurement of " + measured + "; expected a positive number.");
        }
        return Optional.of(new Gaussian(Math.log(measured), facts.number(at.field("sigma")), at));
    }

    private static boolean is(Located at, String parameter) {
        return at.node().isTextual() && at.string().equals(parameter);
    }

    private double measured(Entry entry, Located at) {
        return entry.data().map(this::point).orElseGet(() -> facts.number(at));
    }

    /** A number written in place, or data of one point. */
    private double point(Located data) {
        if (!data.node().isTextual()) {
            return data.number();
        }
        return document.named("data", "data", data.string())
                .openObject("data of one point", List.of("value"))
                .field("value")
                .number();
    }
}
