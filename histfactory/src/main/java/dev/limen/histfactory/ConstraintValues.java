package dev.limen.histfactory;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Widths, factors and data of constraints as expressions of the templates, where the measurement does not set them. */
final class ConstraintValues {
    private final Measurement measurement;
    private final Templates templates;
    private final Map<ModifierKey, List<Occurrence>> occurrences;

    ConstraintValues(Workspace workspace, Measurement measurement, Templates templates) {
        this.measurement = measurement;
        this.templates = templates;
        this.occurrences = Occurrence.all(workspace.channels()).stream()
                .collect(Collectors.groupingBy(o -> ModifierKey.of(o.modifier())));
    }

    /** The factors of all Poisson constraints {@code [Poisson constraints]}. */
    Expr taus(ParameterSets sets) {
        return joined(sets, Constraint.POISSON, this::tau);
    }

    /** The weights of all Gaussian constraints {@code [Gaussian constraints]}. */
    Expr weights(ParameterSets sets) {
        return joined(sets, Constraint.NORMAL, this::weight);
    }

    private static Expr joined(ParameterSets sets, Constraint kind, Function<ParameterSet, Expr> part) {
        return join(sets.sets().stream()
                .filter(set -> set.constraint() == kind)
                .map(part)
                .toList());
    }

    /** The auxiliary data as they stand in the file, or follow from it {@code [auxiliary]}. */
    Expr auxiliary(ParameterSets sets) {
        return join(sets.sets().stream()
                .filter(set -> set.constraint() != Constraint.UNCONSTRAINED)
                .map(set -> auxdata(set, set.constraint() == Constraint.POISSON ? tau(set) : constant(set.auxdata())))
                .toList());
    }

    private static Expr join(List<Expr> parts) {
        return parts.isEmpty() ? Expr.zeros(Shape.of(0)) : Expr.concat(0, parts);
    }

    private Optional<ParameterConfig> config(ParameterSet set) {
        return measurement.parameter(set.name());
    }

    private Expr auxdata(ParameterSet set, Expr suggested) {
        return config(set)
                .flatMap(ParameterConfig::auxdata)
                .map(values -> constant(values))
                .orElse(suggested);
    }

    private static Expr constant(List<Double> values) {
        return Expr.constant(
                Tensor.of(values.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    /** tau = (nominal / uncertainty)^2; 1 for bins without content. */
    private Expr tau(ParameterSet set) {
        Optional<List<Double>> configured = config(set).flatMap(ParameterConfig::factors);
        if (configured.isPresent()) {
            return constant(configured.get());
        }
        Occurrence only = occurrences(set, ModifierType.SHAPESYS).get(0);
        Template template =
                templates.template(only.channel().name(), only.sample().name());
        Expr placeholder = mask(set.placeholders());
        Expr uncertainty = orOne(placeholder, template.shapesys(set.name()));
        return orOne(placeholder, template.nominal()).div(uncertainty).square();
    }

    /** 1 / sigma^2. */
    private Expr weight(ParameterSet set) {
        boolean configured = config(set).flatMap(ParameterConfig::sigmas).isPresent();
        if (configured || !set.types().contains(ModifierType.STATERROR)) {
            return constant(
                    set.sigmas().stream().map(sigma -> 1 / (sigma * sigma)).toList());
        }
        List<Expr> parts = new ArrayList<>();
        for (String channel : set.channels()) {
            Expr total = null;
            Expr variance = null;
            for (Occurrence occurrence : occurrences(set, ModifierType.STATERROR)) {
                if (occurrence.channel().name().equals(channel)) {
                    Template template =
                            templates.template(channel, occurrence.sample().name());
                    total = total == null ? template.nominal() : total.add(template.nominal());
                    Expr part = template.staterrorVariance(set.name());
                    variance = variance == null ? part : variance.add(part);
                }
            }
            int offset = parts.stream().mapToInt(part -> part.shape().dim(0)).sum();
            int bins = total.shape().dim(0);
            // An analysis may empty a bin as it goes: its gamma then acts on nothing and keeps a width of 1.
            Expr filled = total.gt(0).and(variance.gt(0));
            Expr placeholder =
                    mask(set.placeholders().subList(offset, offset + bins)).or(filled.not());
            parts.add(orOne(placeholder, total).square().div(orOne(placeholder, variance)));
        }
        return Expr.concat(0, parts);
    }

    private List<Occurrence> occurrences(ParameterSet set, ModifierType type) {
        return occurrences.get(new ModifierKey(set.name(), type));
    }

    private static Expr mask(List<Boolean> placeholders) {
        boolean[] mask = new boolean[placeholders.size()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = placeholders.get(i);
        }
        return Expr.constant(Tensor.wrap(Shape.of(mask.length), mask));
    }

    private static Expr orOne(Expr placeholder, Expr value) {
        return Expr.where(placeholder, Expr.onesLike(value), value);
    }
}
