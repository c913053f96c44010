package dev.limen.histfactory;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Tensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The numbers of one sample in one channel as expressions: what results can be differentiated by, whether they come
 * from a file or from an analysis.
 */
public final class Template {
    private final String place;
    private final Expr nominal;
    private final Map<String, Variation> histosys;
    private final Map<String, Variation> normsys;
    private final Map<String, Expr> shapesys;
    private final Map<String, Expr> staterrorVariances;
    private final Map<String, Expr> staterrors;

    private Template(Builder builder) {
        this.place = builder.place;
        this.nominal = builder.nominal;
        this.histosys = new TreeMap<>(builder.histosys);
        this.normsys = new TreeMap<>(builder.normsys);
        this.shapesys = new TreeMap<>(builder.shapesys);
        this.staterrorVariances = new TreeMap<>(builder.staterrorVariances);
        this.staterrors = new TreeMap<>(builder.staterrors);
    }

    /** The template of a sample whose numbers stand in a file. */
    static Template of(Channel channel, Sample sample) {
        Builder builder = new Builder(channel.name() + "/" + sample.name(), constant(sample.data()));
        for (Modifier modifier : sample.modifiers()) {
            if (modifier instanceof HistoSys shift) {
                builder.histosys.put(shift.name(), new Variation(constant(shift.loData()), constant(shift.hiData())));
            } else if (modifier instanceof NormSys factor) {
                builder.normsys.put(factor.name(), new Variation(scalar(factor.lo()), scalar(factor.hi())));
            } else if (modifier instanceof ShapeSys shape) {
                builder.shapesys.put(shape.name(), constant(shape.data()));
            } else if (modifier instanceof StatError error) {
                Expr uncertainty = constant(error.data());
                builder.staterrors.put(error.name(), uncertainty);
                builder.staterrorVariances.put(error.name(), uncertainty.square());
            }
        }
        return builder.build();
    }

    private static Expr constant(List<Double> values) {
        return Expr.constant(
                Tensor.of(values.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    // From a tensor, unlike Expr.constant(double), which is a pattern that derivatives do not see.
    private static Expr scalar(double value) {
        return Expr.constant(Tensor.scalar(value));
    }

    /** The nominal contents {@code [bins]}, in events. */
    public Expr nominal() {
        return nominal;
    }

    /**
     * The contents of a histosys at its ends {@code [bins]}.
     *
     * @throws IllegalArgumentException if the sample has no such modifier
     */
    public Variation histosys(String name) {
        return required("histosys", name, histosys);
    }

    /**
     * The factors of a normsys at its ends.
     *
     * @throws IllegalArgumentException if the sample has no such modifier
     */
    public Variation normsys(String name) {
        return required("normsys", name, normsys);
    }

    /**
     * The absolute uncertainties of a shapesys {@code [bins]}, in events.
     *
     * @throws IllegalArgumentException if the sample has no such modifier
     */
    public Expr shapesys(String name) {
        return required("shapesys", name, shapesys);
    }

    /**
     * The absolute uncertainties of this sample's part of a staterror {@code [bins]}, in events.
     *
     * @throws IllegalArgumentException if the sample has no such modifier
     */
    public Expr staterror(String name) {
        return required("staterror", name, staterrors);
    }

    /** The squares of {@link #staterror}. */
    Expr staterrorVariance(String name) {
        return required("staterror", name, staterrorVariances);
    }

    private <T> T required(String type, String name, Map<String, T> modifiers) {
        T found = modifiers.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "template " + place + ": no " + type + " '" + name + "'; it has " + modifiers.keySet());
        }
        return found;
    }

    @Override
    public String toString() {
        return "Template[" + place + ": " + nominal.shape().dim(0) + " bins; histosys " + histosys.keySet()
                + ", normsys " + normsys.keySet() + ", shapesys " + shapesys.keySet() + ", staterror "
                + staterrors.keySet() + "]";
    }

    /** Collects a template's expressions. */
    static final class Builder {
        private final String place;
        private final Expr nominal;
        private final Map<String, Variation> histosys = new TreeMap<>();
        private final Map<String, Variation> normsys = new TreeMap<>();
        private final Map<String, Expr> shapesys = new TreeMap<>();
        private final Map<String, Expr> staterrorVariances = new TreeMap<>();
        private final Map<String, Expr> staterrors = new TreeMap<>();

        Builder(String place, Expr nominal) {
            this.place = place;
            this.nominal = nominal;
        }

        Builder histosys(String name, Variation ends) {
            histosys.put(name, ends);
            return this;
        }

        Builder normsys(String name, Variation ends) {
            normsys.put(name, ends);
            return this;
        }

        Builder normsys(String name, double low, double high) {
            return normsys(name, new Variation(scalar(low), scalar(high)));
        }

        Builder shapesys(String name, Expr uncertainty) {
            shapesys.put(name, uncertainty);
            return this;
        }

        Builder staterror(String name, Expr variance) {
            staterrorVariances.put(name, variance);
            Expr safe = Expr.where(variance.gt(0), variance, Expr.onesLike(variance));
            staterrors.put(name, Expr.where(variance.gt(0), safe.sqrt(), Expr.zerosLike(variance)));
            return this;
        }

        Template build() {
            return new Template(this);
        }
    }
}
