package dev.limen.examples;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Isotonic.Regularisation;
import dev.limen.autodiff.optimise.Adam;
import dev.limen.autodiff.optimise.Parameters;
import dev.limen.histfactory.Model;
import dev.limen.inference.Objectives;
import dev.limen.ops.Cut;
import dev.limen.ops.Histogram;
import dev.limen.ops.Jagged;
import dev.limen.ops.Selection;
import dev.limen.ops.SoftSorting;
import java.util.Map;

/** Moves the quality that makes a jet one, and the cut on the leading jet, by the gradient of the significance. */
public final class LeadingJetCut {
    private static final ToyJets SIGNAL = ToyJets.falling("signal", 60, 200);
    private static final ToyJets BACKGROUND = ToyJets.falling("background", 30, 4000);
    private static final SoftSorting SORTING = SoftSorting.of(Regularisation.L2, 0.01); // gaps up to 100 GeV are kept

    private LeadingJetCut() {}

    /** Jets count by the soft cut's weight, which their momenta are multiplied by before they are sorted. */
    private static Histogram soft(ToyJets events, Expr quality, Expr pt) {
        Jagged jets = events.jets().passing(Cut.above("quality", quality, 0.05));
        Expr leading = SORTING.at(jets.segments(), jets.weight().mul(jets.column("pt")), 0, 0);
        return Selection.allOf(Cut.above("leading", pt, 5)).yields(name -> leading, events.weight());
    }

    private static Histogram hard(ToyJets events, Expr quality, Expr pt) {
        Jagged jets = events.jets().passing(Cut.above("quality", quality, 1).hard());
        Expr leading = jets.maximum("pt", 0);
        return Selection.allOf(Cut.above("leading", pt, 1).hard()).yields(name -> leading, events.weight());
    }

    private static Expr significance(Histogram s, Histogram b) {
        Model model =
                Model.build(m -> m.poi("mu").channel("SR", c -> c.sample("signal", s.sumw(), x -> x.normfactor("mu"))
                        .sample("background", b.sumw(), x -> x.normsys("xsec", 0.95, 1.05)
                                .staterror("mcstat", b.sumw2()))));
        return Objectives.expectedSignificance(model, 1);
    }

    /** Prints both cuts and the significance with hard cuts, before and after. */
    public static void main(String[] arguments) {
        Parameters cuts = new Parameters(); // name, start, lower, upper
        Expr quality = cuts.scalar("quality", 0.1, 0, 1);
        Expr pt = cuts.scalar("pt", 60, 20, 300); // GeV
        Expr objective = significance(soft(SIGNAL, quality, pt), soft(BACKGROUND, quality, pt));
        double[] best = Adam.steps(60).maximise(objective, cuts).x();
        for (double[] at : new double[][] {cuts.start(), best}) {
            Expr z = significance(hard(SIGNAL, quality, pt), hard(BACKGROUND, quality, pt));
            Tensor value = Program.evaluate(z, Map.of(quality, Tensor.scalar(at[0]), pt, Tensor.scalar(at[1])));
            System.out.printf("quality > %.2f, leading jet > %.0f GeV: Z = %.2f%n", at[0], at[1], value.item());
        }
    }
}
