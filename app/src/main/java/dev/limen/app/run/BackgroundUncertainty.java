package dev.limen.app.run;

import dev.limen.app.analysis.Analysis;
import dev.limen.app.analysis.Luminosity;
import dev.limen.app.analysis.Region;
import dev.limen.app.analysis.Role;
import dev.limen.app.analysis.Sample;
import dev.limen.app.analysis.Systematic;
import dev.limen.app.analysis.Variation;
import dev.limen.app.optimise.Outcome;
import dev.limen.app.optimise.Slot;
import java.util.Map;

/**
 * The uncertainty of the total background before any fit: MC statistics and systematics, each the larger of its two sides,
 * added in quadrature. A free normalisation has none before the fit and is left out.
 */
record BackgroundUncertainty(Analysis analysis, Map<Slot, Outcome.Contents> contents) {

    /** In one bin, in events. */
    double of(Region region, int bin) {
        double variance = 0;
        for (Sample sample : analysis.samples(Role.BACKGROUND)) {
            variance += contents.get(Slot.nominal(region.name(), sample.name()))
                    .sumw2()
                    .get(bin);
        }
        double luminosity = analysis.luminosity().map(Luminosity::uncertainty).orElse(0.0);
        double normalised = 0;
        for (Sample sample : analysis.samples(Role.BACKGROUND)) {
            normalised += sample.free() ? 0 : nominal(region, sample, bin);
        }
        variance += luminosity * normalised * luminosity * normalised;
        for (Systematic systematic : analysis.systematics()) {
            double shift = shift(region, bin, systematic);
            variance += shift * shift;
        }
        return Math.sqrt(variance);
    }

    /** The larger shift of the total background by one systematic, in events. */
    double shift(Region region, int bin, Systematic systematic) {
        double up = 0;
        double down = 0;
        for (Sample sample : analysis.samples(Role.BACKGROUND)) {
            if (systematic.actsOn(sample)) {
                up += side(region, sample, bin, systematic, true);
                down += side(region, sample, bin, systematic, false);
            }
        }
        return Math.max(Math.abs(up), Math.abs(down));
    }

    private double side(Region region, Sample sample, int bin, Systematic systematic, boolean up) {
        double nominal = nominal(region, sample, bin);
        if (systematic.variation() instanceof Variation.Norm norm) {
            return nominal * ((up ? norm.up() : norm.down()) - 1);
        }
        String name = up ? Slot.up(systematic.name()) : Slot.down(systematic.name());
        Outcome.Contents shifted = contents.get(new Slot(region.name(), sample.name(), name));
        // A one-sided variation is mirrored.
        return shifted == null
                ? -side(region, sample, bin, systematic, true)
                : shifted.sumw().get(bin) - nominal;
    }

    private double nominal(Region region, Sample sample, int bin) {
        return contents.get(Slot.nominal(region.name(), sample.name())).sumw().get(bin);
    }
}
