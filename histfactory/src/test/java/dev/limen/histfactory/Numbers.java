package dev.limen.histfactory;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;

/** All numbers of a model that results can be differentiated by, with the scale of a change that is felt alike. */
final class Numbers {
    private final List<String> kinds = new ArrayList<>();
    private final List<Expr> expressions = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();
    private final List<double[]> scales = new ArrayList<>();

    Numbers(Workspace workspace, Model model) {
        for (Channel channel : workspace.channels()) {
            double[] total = new double[channel.bins()];
            for (Sample sample : channel.samples()) {
                for (int bin = 0; bin < total.length; bin++) {
                    total[bin] += Math.abs(sample.data().get(bin));
                }
            }
            for (Sample sample : channel.samples()) {
                Template template = model.template(channel.name(), sample.name());
                add("nominal", template.nominal(), total);
                for (Modifier modifier : sample.modifiers()) {
                    String name = modifier.name();
                    switch (modifier.kind()) {
                        case HISTOSYS -> {
                            add("histosys", template.histosys(name).low(), total);
                            add("histosys", template.histosys(name).high(), total);
                        }
                        case NORMSYS -> {
                            add("normsys", template.normsys(name).low(), null);
                            add("normsys", template.normsys(name).high(), null);
                        }
                        case SHAPESYS -> add("shapesys", template.shapesys(name), total);
                        case STATERROR -> add("staterror", template.staterror(name), total);
                        case LUMI, NORMFACTOR, SHAPEFACTOR -> {}
                    }
                }
            }
            add("observation", model.observation(channel.name()), total);
        }
    }

    private void add(String kind, Expr expression, double[] total) {
        double[] value = Program.evaluate(expression).toDoubles();
        double[] scale = new double[value.length];
        for (int i = 0; i < value.length; i++) {
            scale[i] = Math.max(Math.abs(value[i]), total == null ? 0 : 0.01 * total[i]);
        }
        kinds.add(kind);
        expressions.add(expression);
        values.add(value);
        scales.add(scale);
    }

    List<Expr> expressions() {
        return expressions;
    }

    int size() {
        return values.stream().mapToInt(v -> v.length).sum();
    }

    /** The scaled components, one behind the other. */
    double[] scaled(List<Tensor> gradients) {
        double[] all = new double[size()];
        int next = 0;
        for (int k = 0; k < gradients.size(); k++) {
            double[] gradient = gradients.get(k).toDoubles();
            for (int i = 0; i < gradient.length; i++) {
                all[next++] = gradient[i] * scales.get(k)[i];
            }
        }
        return all;
    }

    String kind(int component) {
        int next = 0;
        for (int k = 0; k < values.size(); k++) {
            next += values.get(k).length;
            if (component < next) {
                return kinds.get(k);
            }
        }
        throw new IndexOutOfBoundsException(component);
    }

    /** The values moved by {@code step} times the scale along a direction. */
    List<Tensor> moved(double[] direction, double step) {
        List<Tensor> moved = new ArrayList<>();
        int next = 0;
        for (int k = 0; k < values.size(); k++) {
            double[] value = values.get(k).clone();
            for (int i = 0; i < value.length; i++) {
                value[i] += step * scales.get(k)[i] * direction[next++];
            }
            moved.add(Tensor.of(expressions.get(k).shape(), value));
        }
        return moved;
    }
}
