package dev.limen.app.command;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Tensor;
import dev.limen.histfactory.Channel;
import dev.limen.histfactory.Model;
import dev.limen.inference.Data;
import dev.limen.inference.Parameter;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a model expects in each bin at its starting parameters: where a fit cannot even begin, these say why.
 *
 * @param data what was observed; empty while blind
 */
record ExpectedRates(Model model, Optional<Data> data) {

    private static final String CURE = " Correct the samples, or merge the bin with a neighbour.";

    /** What no fit can overcome, with its channel and bin; empty if there is nothing of the kind. */
    Optional<String> contradiction() {
        Optional<String> found = contradiction(start(), "at the starting parameters");
        if (found.isPresent() || model.poi().isEmpty()) {
            return found;
        }
        String poi = model.parameters().get(model.requirePoi()).name();
        double[] without = at(0);
        Optional<String> background = contradiction(without, "with " + poi + " = 0");
        if (background.isEmpty() && Arrays.equals(without, at(1))) {
            return Optional.of("The POI '" + poi + "' changes no bin: the samples that carry it are empty."
                    + " Give the signal expected events.");
        }
        return background;
    }

    /** The same, and what makes an expected significance infinite. */
    Optional<String> significanceContradiction() {
        Optional<String> found = contradiction();
        if (found.isPresent()) {
            return found;
        }
        double[] background = at(0);
        double[] signal = at(1);
        for (int i = 0; i < background.length; i++) {
            if (background[i] == 0 && signal[i] > 0) {
                return Optional.of(place(i) + ": " + signal[i] + " signal events are expected on no background at all,"
                        + " so that the expected significance is infinite. Give the bin a background, be it a small one"
                        + " with its uncertainty, or merge it with a neighbour.");
            }
        }
        return Optional.empty();
    }

    private Optional<String> contradiction(double[] rates, String where) {
        double[] observed =
                data.map(seen -> Program.evaluate(seen.main()).toDoubles()).orElseGet(() -> new double[rates.length]);
        for (int i = 0; i < rates.length; i++) {
            if (observed[i] < 0) {
                return Optional.of(place(i) + ": " + observed[i] + " events observed; a count cannot be negative.");
            }
            if (!(rates[i] >= 0 && Double.isFinite(rates[i]))) {
                return Optional.of(place(i) + ": the samples add up to " + rates[i] + " events " + where
                        + "; a rate must be finite and not negative." + CURE);
            }
            if (rates[i] == 0 && observed[i] > 0) {
                return Optional.of(place(i) + ": " + observed[i] + " events observed where none are expected " + where
                        + "." + CURE);
            }
        }
        return Optional.empty();
    }

    private String place(int index) {
        String place = "";
        for (Channel channel : model.order().channels()) {
            int bin = index - model.order().offset(channel.name());
            if (bin >= 0 && bin < channel.bins()) {
                place = "channel '" + channel.name() + "', bin " + bin + " (the first is 0)";
            }
        }
        return place;
    }

    private double[] start() {
        return rates(model.parameters().stream().mapToDouble(Parameter::start).toArray());
    }

    private double[] at(double poi) {
        double[] parameters =
                model.parameters().stream().mapToDouble(Parameter::start).toArray();
        parameters[model.requirePoi()] = poi;
        return rates(parameters);
    }

    private double[] rates(double[] parameters) {
        return Program.evaluate(
                        model.expected(Expr.constant(Tensor.of(parameters))).main())
                .toDoubles();
    }
}
