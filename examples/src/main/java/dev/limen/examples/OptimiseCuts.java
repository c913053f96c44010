package dev.limen.examples;

import static dev.limen.ops.Cut.above;
import static dev.limen.ops.Cut.below;

import dev.limen.autodiff.optimise.Adam;
import dev.limen.autodiff.optimise.Optimum;
import dev.limen.autodiff.optimise.Parameters;
import dev.limen.histfactory.Model;
import dev.limen.inference.Objectives;
import dev.limen.ops.Histogram;
import dev.limen.ops.Selection;

/** Moves two cuts by the gradient of the expected limit, systematic and MC-statistics uncertainties included. */
public final class OptimiseCuts {
    private OptimiseCuts() {}

    /** Prints the cuts and the limit, before and after. */
    public static void main(String[] arguments) {
        ToyEvents signal = ToyEvents.falling("signal", 80, 50, 120);
        ToyEvents background = ToyEvents.falling("background", 45, 90, 4000);
        Parameters cuts = new Parameters(); // name, start, lower, upper
        Selection selection = Selection.allOf( // column, threshold, width [GeV]
                above("met", cuts.scalar("met", 60, 20, 250), 8), below("mt", cuts.scalar("mt", 150, 30, 200), 8));
        Histogram s = selection.yields(signal::column, signal.weight());
        Histogram b = selection.yields(background::column, background.weight());
        Model model = Model.build(m -> m.poi("mu").channel("SR", c -> c.sample(
                        "signal", s.sumw(), x -> x.normfactor("mu"))
                .sample("background", b.sumw(), x -> x.normsys("xsec", 0.9, 1.1).staterror("mcstat", b.sumw2()))));
        Optimum best = Adam.steps(60).minimise(Objectives.expectedLimit(model, 0.95), cuts);
        System.out.printf(
                "met > 60.0, mt < 150.0: limit %.4f%n", best.trajectory().get(0).objective());
        System.out.printf("met > %.1f, mt < %.1f: limit %.4f%n", best.value("met"), best.value("mt"), best.objective());
    }
}
