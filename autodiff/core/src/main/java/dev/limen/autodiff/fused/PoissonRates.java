package dev.limen.autodiff.fused;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.FusedKernel;
import dev.limen.autodiff.Kernel;
import dev.limen.autodiff.Node;
import dev.limen.autodiff.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rates that are segmented sums of products of factors and interpolated shifts, their Poisson log-probability, and
 * the derivatives of both.
 *
 * <p>r_b = sum of m_c s_c over the cells c of bin b, see {@link RateStructure}; log-probability
 * = sum_b (n_b log r_b - r_b - log Gamma(n_b + 1)) for counts n_b of 0 or more, not necessarily whole.
 *
 * <p>Inputs that all roles have: parameters {@code [P]}, nominal numbers {@code [C]}, coefficients of the interpolated
 * factors {@code [F, 8]} ({@link #factorCoefficients}), differences of the shifts {@code [K, 2]}
 * ({@link #shiftDifferences}); 64-bit, with leading batch axes on any of them.
 *
 * <p>Conventions. A cell may be negative, a total rate may not: then, and where a rate of 0 meets a count above 0 or
 * a rate is infinite, the log-probability is -infinity and its derivatives are 0. A rate of 0 with a count of 0
 * contributes 0, with derivative -1 by the rate and -digamma(1) by the count. Derivatives are exact where factors are 0.
 * With {@link FactorRule#EXPONENTIAL_POLYNOMIAL} and {@link ShiftRule#SMOOTH} all is twice continuously differentiable.
 *
 * @param structure which parameter acts where
 * @param role      what is computed
 * @param given     which of the role's outputs are given: indices, ascending
 */
public record PoissonRates(RateStructure structure, Role role, List<Integer> given) implements FusedKernel {

    /** Inputs that all roles have. */
    static final int POINT = 4;

    /** Checks the indices. */
    public PoissonRates {
        given = List.copyOf(given);
        List<Integer> all = all(structure, role);
        if (given.isEmpty() || !all.stream().filter(given::contains).toList().equals(given)) {
            throw new IllegalArgumentException("rates: outputs " + given + " of " + all + "; expected some, ascending");
        }
    }

    /** All outputs of a role. */
    public PoissonRates(RateStructure structure, Role role) {
        this(structure, role, all(structure, role));
    }

    private static List<Integer> all(RateStructure structure, Role role) {
        return IntStream.range(0, outputs(structure, role).size()).boxed().toList();
    }

    /** What is computed from a point x = (parameters, nominal numbers, coefficients, differences) and further inputs. */
    public enum Role {
        /** The rates r {@code [B]}. */
        RATES,
        /** From u {@code [B]}: J^T u, the derivatives of sum_b u_b r_b by the four parts of x. */
        RATE_PULLBACK,
        /** From a tangent v of x: J v {@code [B]}. */
        RATE_TANGENT,
        /** From u {@code [B]} and a tangent v of x: the second derivatives of sum_b u_b r_b times v, by the four parts of x. */
        RATE_CURVATURE,
        /** The derivatives of the rates by the parameters {@code [B, P]}. */
        RATE_JACOBIAN,
        /** From u {@code [B]}: the second derivatives of sum_b u_b r_b by the parameters {@code [P, P]}. */
        RATE_HESSIAN,
        /** From counts {@code [B]}: the log-probability, a scalar. */
        VALUE,
        /** From counts {@code [B]}: its derivatives by the four parts of x and by the counts. */
        GRADIENT,
        /** From counts {@code [B]} and tangents of x and of the counts: its second derivatives times these. */
        PRODUCT,
        /** From counts {@code [B]}: its second derivatives by the parameters {@code [P, P]}. */
        HESSIAN,
        /** The same, packed in the pattern of {@link #packed}. */
        PACKED_HESSIAN
    }

    /** The rates {@code [B]}. */
    public static Expr rates(RateStructure structure, Expr theta, Expr nominal, Expr factors, Expr shifts) {
        return Node.apply(new PoissonRates(structure, Role.RATES), List.of(theta, nominal, factors, shifts))
                .output(0);
    }

    /** The Poisson log-probability of counts {@code [B]}, constants included: a scalar. */
    public static Expr logProbability(
            RateStructure structure, Expr theta, Expr nominal, Expr factors, Expr shifts, Expr counts) {
        return Node.apply(new PoissonRates(structure, Role.VALUE), List.of(theta, nominal, factors, shifts, counts))
                .output(0);
    }

    /**
     * The coefficients {@code [F, 8]} = (a1, ..., a6, log up, log down) of factors that are {@code down [F]} at -1, 1 at 0
     * and {@code up [F]} at 1: the polynomial that meets up^alpha and down^(-alpha) at |alpha| = 1 with equal first and
     * second derivatives.
     *
     * <p>Both must be above 0: elsewhere the result is NaN, and the caller should have said which factor it is.
     * Source: pyhf, interpolation code 4 with alpha0 = 1.
     */
    public static Expr factorCoefficients(Expr down, Expr up) {
        Expr logUp = up.log();
        Expr logDown = down.log();
        Expr slopeUp = up.mul(logUp);
        Expr slopeDown = down.mul(logDown);
        Expr bendUp = slopeUp.mul(logUp);
        Expr bendDown = slopeDown.mul(logDown);
        Expr difference = up.sub(down);
        Expr total = up.add(down).sub(2);
        // The derivative by alpha of down^(-alpha) at -1 is -down log down.
        Expr slopeSum = slopeUp.sub(slopeDown);
        Expr slopeDifference = slopeUp.add(slopeDown);
        Expr bendDifference = bendUp.sub(bendDown);
        Expr bendSum = bendUp.add(bendDown);
        List<Expr> columns = List.of(
                sum(difference.mul(15), slopeSum.mul(-7), bendDifference).div(16),
                sum(total.mul(24), slopeDifference.mul(-9), bendSum).div(16),
                sum(difference.mul(-5), slopeSum.mul(5), bendDifference.neg()).div(8),
                sum(total.mul(-12), slopeDifference.mul(7), bendSum.neg()).div(8),
                sum(difference.mul(3), slopeSum.mul(-3), bendDifference).div(16),
                sum(total.mul(8), slopeDifference.mul(-5), bendSum).div(16),
                logUp,
                logDown);
        return columns(columns);
    }

    /** The differences {@code [K, 2]} = (up - nominal, nominal - down) of shifts, from three vectors {@code [K]}. */
    public static Expr shiftDifferences(Expr down, Expr nominal, Expr up) {
        return columns(List.of(up.sub(nominal), nominal.sub(down)));
    }

    private static Expr sum(Expr a, Expr b, Expr c) {
        return a.add(b).add(c);
    }

    private static Expr columns(List<Expr> columns) {
        Shape vector = columns.get(0).shape();
        Shape column = vector.then(Shape.of(1));
        return Expr.concat(
                vector.rank(), columns.stream().map(c -> c.reshape(column)).toList());
    }

    @Override
    public String name() {
        return "poisson_rates_" + role.name().toLowerCase(Locale.ROOT);
    }

    /** Shapes of the inputs of a role without batch axes. */
    static List<Shape> inputs(RateStructure structure, Role role) {
        Shape bins = Shape.of(structure.bins());
        List<Shape> point = point(structure);
        List<Shape> shapes = new ArrayList<>(point);
        if (role != Role.RATES && role != Role.RATE_TANGENT && role != Role.RATE_JACOBIAN) {
            shapes.add(bins);
        }
        if (role == Role.RATE_TANGENT || role == Role.RATE_CURVATURE || role == Role.PRODUCT) {
            shapes.addAll(point);
        }
        if (role == Role.PRODUCT) {
            shapes.add(bins);
        }
        return shapes;
    }

    /** Shapes of the outputs of a role without batch axes. */
    static List<Shape> outputs(RateStructure structure, Role role) {
        Shape bins = Shape.of(structure.bins());
        List<Shape> shapes = new ArrayList<>(point(structure));
        return switch (role) {
            case RATES, RATE_TANGENT -> List.of(bins);
            case RATE_PULLBACK, RATE_CURVATURE -> shapes;
            case RATE_JACOBIAN -> List.of(Shape.of(structure.bins(), structure.parameters()));
            case RATE_HESSIAN, HESSIAN -> List.of(Shape.of(structure.parameters(), structure.parameters()));
            case PACKED_HESSIAN -> List.of(Shape.of(structure.order().pattern.size()));
            case VALUE -> List.of(Shape.scalar());
            case GRADIENT, PRODUCT -> {
                shapes.add(bins);
                yield shapes;
            }
        };
    }

    private static List<Shape> point(RateStructure structure) {
        return List.of(
                Shape.of(structure.parameters()),
                Shape.of(structure.cells()),
                Shape.of(structure.factors(), FactorRule.COEFFICIENTS),
                Shape.of(structure.shifts(), 2));
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
        Shape batch = leading(inputs);
        return select(outputs(structure, role)).stream().map(batch::then).toList();
    }

    private <T> List<T> select(List<T> outputs) {
        return given.stream().map(outputs::get).toList();
    }

    /** The primitive that gives all outputs of the role. */
    private PoissonRates whole() {
        return new PoissonRates(structure, role);
    }

    @Override
    public PoissonRates giving(List<Integer> outputs) {
        return new PoissonRates(
                structure, role, outputs.stream().map(given::get).toList());
    }

    /** The leading batch axes of each input. */
    List<Shape> leadings(List<Shape> inputs) {
        List<Shape> core = inputs(structure, role);
        if (inputs.size() != core.size()) {
            throw new IllegalArgumentException(name() + ": " + inputs.size() + " inputs; expected " + core.size());
        }
        List<Shape> leading = new ArrayList<>();
        for (int i = 0; i < core.size(); i++) {
            if (!core.get(i).isSuffixOf(inputs.get(i))) {
                throw new IllegalArgumentException(name() + ": input " + i + " has shape " + inputs.get(i)
                        + "; expected " + core.get(i) + " after any batch axes, for " + structure);
            }
            leading.add(inputs.get(i).first(inputs.get(i).rank() - core.get(i).rank()));
        }
        return leading;
    }

    /** The common leading batch axes. */
    Shape leading(List<Shape> inputs) {
        return Shape.commonLeading(name(), leadings(inputs));
    }

    @Override
    public List<DType> dtypes(List<DType> inputs) {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i) != DType.FLOAT64) {
                throw new IllegalArgumentException(
                        name() + ": input " + i + " is " + inputs.get(i) + "; expected FLOAT64, cast it");
            }
        }
        return given.stream().map(output -> DType.FLOAT64).toList();
    }

    @Override
    public int coreRank(int index) {
        return inputs(structure, role).get(index).rank();
    }

    @Override
    public List<Expr> vjp(Node node, List<Expr> cotangents) {
        Shape batch = leading(node.inputs().stream().map(Expr::shape).toList());
        List<Expr> all = new ArrayList<>();
        for (Shape shape : outputs(structure, role)) {
            int place = given.indexOf(all.size());
            all.add(place < 0 ? Expr.zeros(batch.then(shape)) : cotangents.get(place));
        }
        return new PoissonRatesRule(whole(), node, all).inputs();
    }

    @Override
    public List<Expr> expand(List<Expr> inputs) {
        return select(PoissonRatesExpansion.expand(whole(), inputs));
    }

    @Override
    public List<Expr> batched(List<Expr> inputs) {
        return select(PoissonRatesLanes.batched(whole(), inputs));
    }

    @Override
    public Optional<Packed> packed() {
        return role == Role.HESSIAN
                ? Optional.of(new Packed(new PoissonRates(structure, Role.PACKED_HESSIAN), structure.order().pattern))
                : Optional.empty();
    }

    @Override
    public Optional<Kernel> plainKernel(List<Shape> inputs) {
        return Optional.of(
                PoissonRatesColumnsKernel.serves(this, inputs)
                        ? new PoissonRatesColumnsKernel(this, inputs)
                        : new PoissonRatesKernel(this, inputs));
    }

    @Override
    public boolean hasPlainKernel(List<Shape> inputs) {
        return true;
    }
}
