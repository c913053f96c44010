package dev.limen.examples;

import dev.limen.autodiff.Tensor;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Template;
import dev.limen.histfactory.Workspace;
import dev.limen.inference.UpperLimit;
import java.util.List;

/** The expected limit of a workspace, and how it moves with the numbers in it. */
public final class DifferentiateLimit {
    private DifferentiateLimit() {}

    /** Prints the limits and the median's gradient by the background's contents and uncertainties. */
    public static void main(String[] arguments) {
        Workspace workspace =
                Workspace.read(DifferentiateLimit.class.getResourceAsStream("workspace.json"), "workspace.json");
        Model model = workspace.model();
        UpperLimit limit = UpperLimit.of(model, model.data(), 0.95);
        System.out.printf("observed limit on mu: %.4f%n", limit.observed());
        System.out.printf("expected limit on mu: %.4f%n", limit.expected().median());

        Template signal = model.template("SR", "signal");
        Template background = model.template("SR", "background");
        List<Tensor> slopes = limit.gradient(
                signal.nominal(),
                background.nominal(),
                background.normsys("xsec").high());
        for (int bin = 0; bin < 3; bin++) {
            System.out.printf(
                    "bin %d: %+.5f for one more signal event, %+.5f for one more background event%n",
                    bin, slopes.get(0).at(bin), slopes.get(1).at(bin));
        }
        System.out.printf(
                "by the upward cross-section factor: %+.4f%n", slopes.get(2).item());
    }
}
