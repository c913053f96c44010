package dev.limen.histfactory.diagnosis;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Tensor;
import dev.limen.histfactory.HistoSys;
import dev.limen.histfactory.NormSys;
import dev.limen.histfactory.ShapeSys;
import dev.limen.histfactory.StatError;
import dev.limen.histfactory.Template;
import dev.limen.histfactory.Variation;
import dev.limen.inference.UpperLimit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each systematic uncertainty adds to the expected limit, by its derivatives: with all variations of a name scaled
 * by lambda the limit is near L(0) + c lambda^2, so that L(1) - L(0) is half of dL/dlambda at 1.
 */
final class SystematicEffect {
    private SystematicEffect() {}

    /** By name, in the order of the document; of normsys, histosys, shapesys and staterror. */
    static Map<String, Double> on(UpperLimit limit, Subject subject) {
        List<Expr> inputs = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        for (Site site : subject.sites()) {
            Template template = subject.model()
                    .template(site.channel().name(), site.sample().name());
            String name = site.modifier().name();
            if (site.modifier() instanceof NormSys normsys) {
                Variation ends = template.normsys(name);
                add(inputs, parts, ends.low(), new Part(name, List.of(normsys.lo() - 1)));
                add(inputs, parts, ends.high(), new Part(name, List.of(normsys.hi() - 1)));
            } else if (site.modifier() instanceof HistoSys histosys) {
                Variation ends = template.histosys(name);
                List<Double> nominal = site.sample().data();
                add(inputs, parts, ends.low(), new Part(name, difference(histosys.loData(), nominal)));
                add(inputs, parts, ends.high(), new Part(name, difference(histosys.hiData(), nominal)));
            } else if (site.modifier() instanceof ShapeSys shapesys) {
                add(inputs, parts, template.shapesys(name), new Part(name, shapesys.data()));
            } else if (site.modifier() instanceof StatError staterror) {
                add(inputs, parts, template.staterror(name), new Part(name, staterror.data()));
            }
        }
        Map<String, Double> effects = new LinkedHashMap<>();
        if (inputs.isEmpty()) {
            return effects;
        }
        List<Tensor> gradients = limit.gradient(inputs.toArray(Expr[]::new));
        for (int i = 0; i < parts.size(); i++) {
            effects.merge(parts.get(i).name(), parts.get(i).halfDerivative(gradients.get(i)), Double::sum);
        }
        return effects;
    }

    private static void add(List<Expr> inputs, List<Part> parts, Expr input, Part part) {
        inputs.add(input);
        parts.add(part);
    }

    private static List<Double> difference(List<Double> a, List<Double> b) {
        List<Double> difference = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            difference.add(a.get(i) - b.get(i));
        }
        return difference;
    }

    /** Numbers of the file that grow in proportion to lambda, and how fast. */
    private record Part(String name, List<Double> rates) {
        double halfDerivative(Tensor gradient) {
            double[] slopes = gradient.toDoubles();
            double sum = 0;
            for (int i = 0; i < slopes.length; i++) {
                sum += rates.get(i) == 0 ? 0 : rates.get(i) * slopes[i];
            }
            return sum / 2;
        }
    }
}
