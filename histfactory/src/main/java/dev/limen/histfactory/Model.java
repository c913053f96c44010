package dev.limen.histfactory;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Tensor;
import dev.limen.inference.Compiled;
import dev.limen.inference.Data;
import dev.limen.inference.LogLikelihood;
import dev.limen.inference.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final ParameterSets sets;
    private final DataOrder order;
    private final Templates templates;
    private final Constraints constraints;
    private final Rates rates;
    private final Compiled compiled = new Compiled(this);
    /** The same expressions at each call, so that their numbers are computed once. */
    private volatile Data data;

    private Model(Workspace workspace, Measurement measurement, Interpolation interpolation, Templates templates) {
        this.workspace = workspace;
        this.measurement = measurement;
        this.interpolation = interpolation;
        this.sets = ParameterSets.of(workspace, measurement);
        this.order = DataOrder.of(workspace);
        this.templates = templates;
        this.constraints = new Constraints(workspace, measurement, sets, templates);
        this.rates = Rates.of(order, sets, interpolation, templates, constraints);
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
        return new Model(workspace, measurement, interpolation, Templates.of(workspace));
    }

    /** This model with other codes of interpolation; its templates are the same expressions. */
    public Model with(Interpolation other) {
        return new Model(workspace, measurement, other, templates);
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
        return new Model(prototype, prototype.measurement(), Interpolation.STANDARD, builder.templates());
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
        return Remarks.of(workspace, measurement, sets);
    }

    @Override
    public String toString() {
        return "Model[" + workspace.name() + ", measurement " + measurement.name() + ": "
                + order.channelNames().size() + " channels, " + order.size() + " bins, "
                + sets.names().size() + " parameters, POI "
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
        return sets;
    }

    /** The order of channels and bins in the data. */
    public DataOrder order() {
        return order;
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
            order.channelNames().forEach(channel -> parts.add(observation(channel)));
            // Two threads may make one each: they are the same.
            known = new Data(Expr.concat(0, parts), constraints.data());
            data = known;
        }
        return known;
    }

    /** The auxiliary data of the file {@code [auxiliary]}. */
    public Expr auxiliaryData() {
        return constraints.data();
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        for (ParameterSet set : sets.sets()) {
            for (int i = 0; i < set.size(); i++) {
                parameters.add(new Parameter(
                        set.componentNames().get(i),
                        set.inits().get(i),
                        set.bounds().get(i).lower(),
                        set.bounds().get(i).upper(),
                        set.fixed().get(i),
                        kind(set)));
            }
        }
        return parameters;
    }

    private static Parameter.Kind kind(ParameterSet set) {
        if (set.constraint() == Constraint.UNCONSTRAINED) {
            return Parameter.Kind.FREE;
        }
        return set.scalar() ? Parameter.Kind.CONSTRAINED : Parameter.Kind.BIN_LOCAL;
    }

    /** Empty also where no modifier has the POI's name, as in published background-only workspaces. */
    @Override
    public OptionalInt poi() {
        boolean carried = sets.sets().stream().anyMatch(set -> set.name().equals(measurement.poi()));
        return carried ? sets.poiIndex() : OptionalInt.empty();
    }

    /**
     * {@inheritDoc}
     *
     * @throws WorkspaceException if no modifier has the POI's name
     */
    @Override
    public int requirePoi() {
        return sets.poiIndex().orElseGet(LogLikelihood.super::requirePoi);
    }

    @Override
    public List<Integer> kinks() {
        return sets.sets().stream()
                .filter(set -> set.types().stream().anyMatch(interpolation::kinked))
                .map(set -> sets.offset(set.name()))
                .toList();
    }

    @Override
    public Expr logLikelihood(Expr theta, Data data) {
        Expr counts = Expr.concat(0, List.of(data.main(), constraints.counts(data.auxiliary())));
        return rates.logProbability(theta, counts).add(constraints.logGaussian(theta, data.auxiliary()));
    }

    @Override
    public Data expected(Expr theta) {
        Expr all = rates.rates(theta);
        int bins = order.size();
        Expr poisson = all.slice(0, bins, all.shape().dim(0));
        return new Data(all.slice(0, 0, bins), constraints.expected(theta, poisson));
    }

    /**
     * The events that each sample contributes to each bin {@code [contributions]}: channel by channel as in
     * {@link #order}, sample by sample as in the document, bin by bin.
     */
    public Expr contributions(Expr theta) {
        return Rates.apart(order, sets, interpolation, templates).rates(theta);
    }

    @Override
    public List<Scatter> auxiliaryScatter() {
        return constraints.scatter();
    }

    @Override
    public Expr auxiliarySigma() {
        return constraints.sigmas();
    }

    @Override
    public Compiled compiled() {
        return compiled;
    }
}
