package dev.limen.app.optimise;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Region;
import dev.limen.app.analysis.Role;
import dev.limen.app.analysis.Sample;
import dev.limen.app.analysis.Systematic;
import dev.limen.app.analysis.Variation;
import dev.limen.autodiff.Expr;
import dev.limen.histfactory.ChannelBuilder;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.ModelBuilder;
import dev.limen.histfactory.SampleBuilder;

/** The HistFactory model of an analysis' templates. */
final class AnalysisModel {
    private final Plan plan;
    private final Templates templates;

    /** Where the model's contents come from. */
    interface Templates {
        /** Sums of weights {@code [bins]}. */
        Expr sumw(Slot slot);

        /** Sums of squared weights {@code [bins]} of a nominal slot, with the least that a bin has. */
        Expr variance(Slot slot);
    }

    AnalysisModel(Plan plan, Templates templates) {
        this.plan = plan;
        this.templates = templates;
    }

    Model build() {
        Analysis analysis = plan.analysis();
        return Model.build(builder -> {
                    ModelBuilder model = builder.poi(Analysis.POI);
                    if (analysis.luminosity().isPresent()) {
                        model = model.luminosity(analysis.luminosity().get().uncertainty());
                    }
                    for (Region region : analysis.regions()) {
                        model = model.channel(region.name(), channel -> channel(channel, region));
                    }
                    return model;
                })
                .with(analysis.interpolation());
    }

    private ChannelBuilder channel(ChannelBuilder builder, Region region) {
        ChannelBuilder channel = builder;
        for (Sample sample : plan.analysis().simulated()) {
            Expr nominal = templates.sumw(Slot.nominal(region.name(), sample.name()));
            channel =
                    channel.sample(sample.name(), nominal, modifiers -> modifiers(modifiers, region, sample, nominal));
        }
        return channel;
    }

    private SampleBuilder modifiers(SampleBuilder builder, Region region, Sample sample, Expr nominal) {
        SampleBuilder modifiers = builder;
        boolean signal = sample.role() == Role.SIGNAL;
        if (signal) {
            modifiers = modifiers.normfactor(Analysis.POI);
        }
        if (sample.free()) {
            modifiers = modifiers.normfactor(sample.normfactor());
        } else if (plan.analysis().luminosity().isPresent()) {
            modifiers = modifiers.lumi();
        }
        for (Systematic systematic : plan.analysis().systematics()) {
            if (systematic.actsOn(sample)) {
                modifiers = systematic(modifiers, region, sample, nominal, systematic);
            }
        }
        // The signal's statistics are a modifier of their own, lest they hide behind the background's.
        String statistics = (signal ? "mcstat_" + sample.name() + "_" : "mcstat_") + region.name();
        return modifiers.staterror(statistics, templates.variance(Slot.nominal(region.name(), sample.name())));
    }

    private SampleBuilder systematic(
            SampleBuilder modifiers, Region region, Sample sample, Expr nominal, Systematic systematic) {
        String name = systematic.name();
        if (systematic.variation() instanceof Variation.Norm norm) {
            return modifiers.normsys(name, norm.down(), norm.up());
        }
        Expr up = templates.sumw(new Slot(region.name(), sample.name(), Slot.up(name)));
        switch (systematic.template()) {
            case SYMMETRISED:
                return modifiers.histosys(name, nominal.mul(2).sub(up), up);
            case HISTOSYS:
                return modifiers.histosys(
                        name, templates.sumw(new Slot(region.name(), sample.name(), Slot.down(name))), up);
            case SPLIT:
                Expr down = templates.sumw(new Slot(region.name(), sample.name(), Slot.down(name)));
                Expr low = down.sum().div(nominal.sum());
                Expr high = up.sum().div(nominal.sum());
                return modifiers.normsys(name, low, high).histosys(name, down.div(low), up.div(high));
        }
        throw new IllegalStateException("unknown template " + systematic.template());
    }
}
