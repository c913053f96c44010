package dev.limen.histfactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Widths and factors of the constraints of a workspace: the numbers of {@link ConstraintValues}. */
final class ConstraintNumbers {
    private final Measurement measurement;
    private final Map<ModifierKey, List<Occurrence>> occurrences;

    ConstraintNumbers(Workspace workspace, Measurement measurement) {
        this.measurement = measurement;
        this.occurrences = Occurrence.all(workspace.channels()).stream()
                .filter(each -> each.modifier() instanceof StatError || each.modifier() instanceof ShapeSys)
                .collect(Collectors.groupingBy(each -> ModifierKey.of(each.modifier())));
    }

    /** tau = (nominal / uncertainty)^2; 1 for bins without content. */
    List<Double> tau(ParameterSet set) {
        Optional<List<Double>> configured = measurement.parameter(set.name()).flatMap(ParameterConfig::factors);
        if (configured.isPresent()) {
            return configured.get();
        }
        Occurrence only = occurrences
                .get(new ModifierKey(set.name(), ModifierType.SHAPESYS))
                .get(0);
        List<Double> tau = new ArrayList<>();
        for (int bin = 0; bin < set.size(); bin++) {
            double ratio = only.sample().data().get(bin)
                    / ((ShapeSys) only.modifier()).data().get(bin);
            tau.add(set.placeholders().get(bin) ? 1 : ratio * ratio);
        }
        return tau;
    }

    /** 1 / sigma^2. */
    List<Double> weight(ParameterSet set) {
        boolean configured = measurement
                .parameter(set.name())
                .flatMap(ParameterConfig::sigmas)
                .isPresent();
        if (configured || !set.types().contains(ModifierType.STATERROR)) {
            return set.sigmas().stream().map(sigma -> 1 / (sigma * sigma)).toList();
        }
        List<Double> weights = new ArrayList<>();
        for (String channel : set.channels()) {
            weights.addAll(weights(occurrences.get(new ModifierKey(set.name(), ModifierType.STATERROR)).stream()
                    .filter(each -> each.channel().name().equals(channel))
                    .toList()));
        }
        for (int i = 0; i < weights.size(); i++) {
            if (set.placeholders().get(i)) {
                weights.set(i, 1.0);
            }
        }
        return weights;
    }

    private static List<Double> weights(List<Occurrence> carriers) {
        List<Double> weights = new ArrayList<>();
        for (int bin = 0; bin < carriers.get(0).channel().bins(); bin++) {
            double total = carriers.get(0).sample().data().get(bin);
            double variance = variance(carriers.get(0), bin);
            for (Occurrence carrier : carriers.subList(1, carriers.size())) {
                total += carrier.sample().data().get(bin);
                variance += variance(carrier, bin);
            }
            weights.add(total > 0 && variance > 0 ? total * total / variance : 1);
        }
        return weights;
    }

    private static double variance(Occurrence carrier, int bin) {
        double uncertainty = ((StatError) carrier.modifier()).data().get(bin);
        return uncertainty * uncertainty;
    }
}
