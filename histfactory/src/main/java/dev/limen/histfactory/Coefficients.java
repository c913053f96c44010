package dev.limen.histfactory;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the rates and constraints of a model are made of, each kind joined to one vector in the order of
 * {@link RateLayout}.
 *
 * @param nominal      contents {@code [cells]}
 * @param normsysLow   factors at -1 {@code [normsys]}
 * @param normsysHigh  factors at +1 {@code [normsys]}
 * @param histosysLow  contents at -1 {@code [shifted cells]}
 * @param histosysHigh contents at +1 {@code [shifted cells]}
 * @param taus         factors of the Poisson constraints {@code [Poisson constraints]}
 * @param weights      1 / sigma^2 of the Gaussian constraints {@code [Gaussian constraints]}
 */
record Coefficients(
        Expr nominal, Expr normsysLow, Expr normsysHigh, Expr histosysLow, Expr histosysHigh, Expr taus, Expr weights) {

    /** The expressions of templates, joined. */
    static Coefficients of(DataOrder order, Templates templates, Expr taus, Expr weights) {
        List<Expr> nominals = new ArrayList<>();
        List<Expr> normsysLows = new ArrayList<>();
        List<Expr> normsysHighs = new ArrayList<>();
        List<Expr> histosysLows = new ArrayList<>();
        List<Expr> histosysHighs = new ArrayList<>();
        for (Channel channel : order.channels()) {
            for (Sample sample : channel.samples()) {
                Template template = templates.template(channel.name(), sample.name());
                nominals.add(template.nominal());
                for (Modifier modifier : sample.modifiers()) {
                    if (modifier.kind() == ModifierType.NORMSYS) {
                        normsysLows.add(template.normsys(modifier.name()).low());
                        normsysHighs.add(template.normsys(modifier.name()).high());
                    } else if (modifier.kind() == ModifierType.HISTOSYS) {
                        histosysLows.add(template.histosys(modifier.name()).low());
                        histosysHighs.add(template.histosys(modifier.name()).high());
                    }
                }
            }
        }
        return new Coefficients(
                Expr.concat(0, nominals),
                stacked(normsysLows),
                stacked(normsysHighs),
                joined(histosysLows),
                joined(histosysHighs),
                taus,
                weights);
    }

    /** Variables of given lengths. */
    static Coefficients variables(List<Integer> lengths) {
        return new Coefficients(
                Expr.variable("nominal", Shape.of(lengths.get(0))),
                Expr.variable("normsysLow", Shape.of(lengths.get(1))),
                Expr.variable("normsysHigh", Shape.of(lengths.get(2))),
                Expr.variable("histosysLow", Shape.of(lengths.get(3))),
                Expr.variable("histosysHigh", Shape.of(lengths.get(4))),
                Expr.variable("taus", Shape.of(lengths.get(5))),
                Expr.variable("weights", Shape.of(lengths.get(6))));
    }

    /** All of them, in the order of the record. */
    List<Expr> all() {
        return List.of(nominal, normsysLow, normsysHigh, histosysLow, histosysHigh, taus, weights);
    }

    private static Expr stacked(List<Expr> scalars) {
        return scalars.isEmpty() ? Expr.zeros(Shape.of(0)) : Expr.stack(scalars);
    }

    private static Expr joined(List<Expr> vectors) {
        return vectors.isEmpty() ? Expr.zeros(Shape.of(0)) : Expr.concat(0, vectors);
    }
}
