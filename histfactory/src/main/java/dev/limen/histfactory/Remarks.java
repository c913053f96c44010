package dev.limen.histfactory;

import dev.limen.histfactory.internal.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a workspace says that is allowed, but has no effect or hardly means what it says. */
final class Remarks {
    private final Workspace workspace;
    private final Measurement measurement;
    private final List<String> all = new ArrayList<>();

    private Remarks(Workspace workspace, Measurement measurement) {
        this.workspace = workspace;
        this.measurement = measurement;
    }

    static List<String> of(Workspace workspace, Measurement measurement, ParameterSets sets) {
        Remarks remarks = new Remarks(workspace, measurement);
        remarks.unusedConfigurations(
                sets.sets().stream().map(ParameterSet::name).toList());
        remarks.negativeUncertainties();
        remarks.negativeTotals();
        return List.copyOf(remarks.all);
    }

    private void unusedConfigurations(List<String> known) {
        List<ParameterConfig> configured = measurement.parameters();
        String pointer = ParameterOverrides.pointer(workspace, measurement);
        for (int i = 0; i < configured.size(); i++) {
            String name = configured.get(i).name();
            if (!known.contains(name)) {
                add(
                        pointer + "/parameters/" + i,
                        "no modifier has the name '" + name + "', so its configuration has no effect."
                                + Suggestion.among(name, known));
            }
        }
    }

    private void negativeUncertainties() {
        for (Occurrence occurrence : Occurrence.all(workspace.channels())) {
            if (occurrence.modifier() instanceof ShapeSys shapesys) {
                negative(occurrence, shapesys.data());
            } else if (occurrence.modifier() instanceof StatError staterror) {
                negative(occurrence, staterror.data());
            }
        }
    }

    private void negative(Occurrence occurrence, List<Double> uncertainties) {
        for (int bin = 0; bin < uncertainties.size(); bin++) {
            if (uncertainties.get(bin) < 0) {
                add(
                        occurrence.pointer() + "/data/" + bin,
                        "the uncertainty " + uncertainties.get(bin) + " of the "
                                + occurrence.modifier().type() + " '"
                                + occurrence.modifier().name()
                                + "' is negative; its square is used, as if it were positive");
            }
        }
    }

    private void negativeTotals() {
        Map<String, List<Occurrence>> staterrors = Occurrence.all(workspace.channels()).stream()
                .filter(occurrence -> occurrence.modifier() instanceof StatError)
                .collect(Collectors.groupingBy(
                        occurrence -> occurrence.channel().name() + "/"
                                + occurrence.modifier().name(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        for (List<Occurrence> carriers : staterrors.values()) {
            Occurrence first = carriers.get(0);
            for (int b = 0; b < first.channel().bins(); b++) {
                int bin = b;
                double total = carriers.stream()
                        .mapToDouble(carrier -> carrier.sample().data().get(bin))
                        .sum();
                if (total < 0) {
                    add(
                            first.pointer() + "/data/" + bin,
                            "the samples with the staterror '"
                                    + first.modifier().name() + "' have " + total
                                    + " events together in this bin, of which no relative error can be taken; its gamma"
                                    + " is fixed at 1");
                }
            }
        }
    }

    private void add(String pointer, String problem) {
        String text = new WorkspaceException(workspace.name(), pointer, problem).getMessage();
        all.add(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
    }
}
