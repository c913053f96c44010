package dev.limen.histfactory;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A sample under construction: modifiers whose numbers are expressions. */
public final class SampleBuilder {
    private final String place;
    private final int bins;
    private final Template.Builder template;
    private final List<Modifier> modifiers = new ArrayList<>();

    SampleBuilder(String place, Expr nominal) {
        this.place = place;
        this.bins = nominal.shape().dim(0);
        this.template = new Template.Builder(place, nominal);
    }

    /** A free factor. */
    public SampleBuilder normfactor(String name) {
        return with(new NormFactor(name));
    }

    /** A free factor for each bin. */
    public SampleBuilder shapefactor(String name) {
        return with(new ShapeFactor(name));
    }

    /** The luminosity's factor; its uncertainty is set by {@link ModelBuilder#luminosity}. */
    public SampleBuilder lumi() {
        return with(new Lumi());
    }

    /**
     * An uncertainty of the normalisation.
     *
     * @param low  the factor at alpha = -1, positive
     * @param high the factor at alpha = +1, positive
     */
    public SampleBuilder normsys(String name, double low, double high) {
        if (!(low > 0 && high > 0)) {
            throw new IllegalArgumentException(place + ": normsys '" + name + "' has the factors " + low + " and "
                    + high + "; expected positive ones");
        }
        template.normsys(name, low, high);
        return with(new NormSys(name, low, high));
    }

    /** As {@link #normsys(String, double, double)}, of scalar expressions. */
    public SampleBuilder normsys(String name, Expr low, Expr high) {
        requireShape(name, Shape.scalar(), low);
        requireShape(name, Shape.scalar(), high);
        template.normsys(name, new Variation(low, high));
        return with(new NormSys(name, 1, 1));
    }

    /** A systematic variation of the contents: those at alpha = -1 and +1 {@code [bins]}, in events. */
    public SampleBuilder histosys(String name, Expr low, Expr high) {
        requireShape(name, Shape.of(bins), low);
        requireShape(name, Shape.of(bins), high);
        template.histosys(name, new Variation(low, high));
        return with(new HistoSys(name, Collections.nCopies(bins, 1.0), Collections.nCopies(bins, 1.0)));
    }

    /** An uncertainty of each bin, uncorrelated: absolute {@code [bins]}, in events. */
    public SampleBuilder shapesys(String name, Expr uncertainty) {
        requireShape(name, Shape.of(bins), uncertainty);
        template.shapesys(name, uncertainty);
        return with(new ShapeSys(name, Collections.nCopies(bins, 0.1)));
    }

    /**
     * The statistical uncertainty of simulated events, shared by all samples of the channel that carry the name.
     *
     * @param sumw2 the variance of the contents {@code [bins]}: the sum of squared weights
     */
    public SampleBuilder staterror(String name, Expr sumw2) {
        return staterror(name, sumw2, Collections.nCopies(bins, true));
    }

    /**
     * As {@link #staterror(String, Expr)}, with gammas only where told.
     *
     * @param free for each bin whether its gamma may move; the same for all samples that carry the name
     */
    public SampleBuilder staterror(String name, Expr sumw2, List<Boolean> free) {
        requireShape(name, Shape.of(bins), sumw2);
        if (free.size() != bins) {
            throw new IllegalArgumentException(
                    place + ": staterror '" + name + "': " + free.size() + " flags for " + bins + " bins");
        }
        template.staterror(name, sumw2);
        return with(
                new StatError(name, free.stream().map(yes -> yes ? 0.1 : 0.0).toList()));
    }

    private void requireShape(String name, Shape expected, Expr value) {
        if (!value.shape().equals(expected)) {
            throw new IllegalArgumentException(
                    place + ": '" + name + "' has shape " + value.shape() + "; expected " + expected);
        }
    }

    private SampleBuilder with(Modifier modifier) {
        modifiers.add(modifier);
        return this;
    }

    Sample sample(String name) {
        return new Sample(name, Collections.nCopies(bins, 1.0), modifiers);
    }

    Template template() {
        return template.build();
    }
}
