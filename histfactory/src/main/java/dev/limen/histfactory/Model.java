package dev.limen.histfactory;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.Compiled;
import dev.limen.inference.Data;
import dev.limen.inference.LogLikelihood;
import dev.limen.inference.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * The likelihood of a HistFactory workspace (K. Cranmer et al., CERN-OPEN-2012-016): Poisson counts of
 * nu_b = sum_s (prod kappa_sb) (nu0_sb + sum Delta_sb) and the constraint terms of the auxiliary data.
 *
 * <p>normsys interpolates by code 4 and histosys by code 4p unless another {@link Interpolation} is asked for. Every
 * number of it, {@link #template template} by template, is an expression: a constant of the file, or what an analysis
 * puts there.
 */
public final class Model implements LogLikelihood {
    private final Workspace workspace;
    private final Measurement measurement;
    private final Interpolation interpolation;
    private final ModelLayout layout;
    private final Templates templates;
    /** The numbers of the file; empty where the templates are expressions of an analysis. */
    private final Optional<ModelNumbers> numbers;

    private final Compiled compiled;
    /** Of expressions, which only derivatives by them need: made when asked for. */
    private volatile Likelihood likelihood;
    /** The same expressions at each call, so that their numbers are computed once. */
    private volatile Data data;

    private Expr auxiliary;

    private Model(
            Workspace workspace,
            Measurement measurement,
            Interpolation interpolation,
            ModelLayout layout,
            Templates templates,
            Optional<ModelNumbers> numbers) {
        this.workspace = workspace;
        this.measurement = measurement;
        this.interpolation = interpolation;
        this.layout = layout;
        this.templates = templates;
        this.numbers = numbers;
        this.compiled = numbers.isPresent()
                ? new Compiled(this, () -> new Likelihood(layout, numbers.get().constants()))
                : new Compiled(this);
    }

    private Likelihood likelihood() {
        Likelihood known = likelihood;
        if (known == null) {
            ConstraintValues values = new ConstraintValues(workspace, measurement, templates);
            Expr taus = values.taus(layout.sets());
            // Two threads may make one each: they are the same but for the identity of what no user sees.
            known = new Likelihood(
                    layout, Coefficients.of(layout.order(), templates, taus, values.weights(layout.sets())));
            likelihood = known;
        }
        return known;
    }

    /** What it has in common with models that differ in numbers alone. */
    ModelLayout layout() {
        return layout;
    }

    /** The numbers of the file it was made of; empty if it was made of expressions. */
    Optional<ModelNumbers> numbers() {
        return numbers;
    }

    /**
     * The model of a workspace under one of its measurements.
     *
     * @throws WorkspaceException if parameters clash, a configuration does not fit, a normsys factor is not positive, or
     *     a number is so large that no likelihood can be computed
     */
    public static Model of(Workspace workspace, Measurement measurement) {
        return of(workspace, measurement, Interpolation.STANDARD);
    }

    /**
     * The model of a workspace under one of its measurements, with codes of interpolation.
     *
     * @throws WorkspaceException as {@link #of(Workspace, Measurement)}
     */
    public static Model of(Workspace workspace, Measurement measurement, Interpolation interpolation) {
        new NormSysCheck(workspace).check();
        new NumberRange(workspace, measurement).check();
        ModelLayout layout = new ModelLayout(workspace, measurement, interpolation);
        ModelNumbers numbers = ModelNumbers.of(workspace, measurement, layout.sets(), layout.order());
        return new Model(workspace, measurement, interpolation, layout, Templates.of(workspace), Optional.of(numbers));
    }

    /** This model with other codes of interpolation; its templates are the same expressions. */
    public Model with(Interpolation other) {
        return new Model(
                workspace, measurement, other, new ModelLayout(workspace, measurement, other), templates, numbers);
    }

    /**
     * A model made in Java, of expressions.
     *
     * <pre>{@code
     * Model.build(m -> m.poi("mu").channel("SR", c -> c
     *     .sample("signal", s.sumw(), x -> x.normfactor("mu"))
     *     .sample("background", b.sumw(), x -> x.normsys("xsec", 0.8, 1.2).staterror("mcstat", b.sumw2()))));
     * }</pre>
     *
     * @throws WorkspaceException if names clash or a number is missing
     */
    public static Model build(UnaryOperator<ModelBuilder> parts) {
        ModelBuilder builder = parts.apply(new ModelBuilder());
        Workspace prototype = builder.prototype();
        return new Model(
                prototype,
                prototype.measurement(),
                Interpolation.STANDARD,
                new ModelLayout(prototype, prototype.measurement(), Interpolation.STANDARD),
                builder.templates(),
                Optional.empty());
    }

    /**
     * The model written as a workspace, its expressions computed.
     *
     * @param bindings     values of the variables that the templates are made of
     * @param observations counts to write, one entry for each channel
     * @throws IllegalArgumentException if a variable is not bound
     */
    public Workspace workspace(Map<Expr, Tensor> bindings, List<Observation> observations) {
        return new ModelExport(workspace, templates, bindings).workspace(observations, measurement);
    }

    /** What the workspace says in vain, each with its place: configurations of unknown parameters, negative errors. */
    public List<String> warnings() {
        return Remarks.of(workspace, measurement, layout.sets());
    }

    @Override
    public String toString() {
        return "Model[" + workspace.name() + ", measurement " + measurement.name() + ": "
                + order().channelNames().size() + " channels, " + order().size() + " bins, "
                + layout.sets().names().size() + " parameters, POI "
                + (poi().isPresent() ? measurement.poi() : "none") + "]";
    }

    /** The measurement it follows. */
    public Measurement measurement() {
        return measurement;
    }

    /** How its normsys and histosys interpolate. */
    public Interpolation interpolation() {
        return interpolation;
    }

    /** The parameters by set, with their constraints. */
    public ParameterSets parameterSets() {
        return layout.sets();
    }

    /** The order of channels and bins in the data. */
    public DataOrder order() {
        return layout.order();
    }

    /**
     * The numbers of one sample in one channel, to differentiate by.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Template template(String channel, String sample) {
        return templates.template(channel, sample);
    }

    /** The observed counts of a channel {@code [bins]}, to differentiate by. */
    public Expr observation(String channel) {
        Expr observed = templates.observed().get(channel);
        if (observed == null) {
            throw new WorkspaceException(
                    workspace.name(),
                    "/observations",
                    "channel '" + channel + "' has no observation. Add one: its counts, one a bin.");
        }
        return observed;
    }

    /** What was observed, with the auxiliary data of the file. */
    public Data data() {
        Data known = data;
        if (known == null) {
            List<Expr> parts = new ArrayList<>();
            order().channelNames().forEach(channel -> parts.add(observation(channel)));
            // Two threads may make one each: they are the same.
            known = new Data(Expr.concat(0, parts), auxiliaryData());
            data = known;
        }
        return known;
    }

    /** The auxiliary data of the file {@code [auxiliary]}, the same expression at each call. */
    public synchronized Expr auxiliaryData() {
        Expr known = auxiliary;
        if (known == null) {
            known = new ConstraintValues(workspace, measurement, templates).auxiliary(layout.sets());
            auxiliary = known;
        }
        return known;
    }

    @Override
    public List<Parameter> parameters() {
        return layout.parameters();
    }

    /** Empty also where no modifier has the POI's name, as in published background-only workspaces. */
    @Override
    public OptionalInt poi() {
        return layout.poi();
    }

    /**
     * {@inheritDoc}
     *
     * @throws WorkspaceException if no modifier has the POI's name
     */
    @Override
    public int requirePoi() {
        return layout.sets().poiIndex().orElseGet(LogLikelihood.super::requirePoi);
    }

    @Override
    public List<Integer> kinks() {
        return layout.kinks();
    }

    @Override
    public Expr logLikelihood(Expr theta, Data data) {
        return likelihood().logLikelihood(theta, data);
    }

    @Override
    public Data expected(Expr theta) {
        return likelihood().expected(theta);
    }

    /**
     * The events that each sample contributes to each bin {@code [contributions]}: channel by channel as in
     * {@link #order}, sample by sample as in the document, bin by bin.
     */
    public Expr contributions(Expr theta) {
        Expr none = Expr.zeros(Shape.of(0));
        return new Rates(
                        RateLayout.apart(order(), layout.sets(), interpolation),
                        Coefficients.of(order(), templates, none, none))
                .rates(theta);
    }

    @Override
    public List<Scatter> auxiliaryScatter() {
        return layout.auxiliaries().scatter();
    }

    @Override
    public Expr auxiliarySigma() {
        return likelihood().auxiliarySigma();
    }

    @Override
    public Compiled compiled() {
        return compiled;
    }
}
