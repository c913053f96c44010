package dev.limen.histfactory.diagnosis;

import java.util.List;

/** Parameters whose modifiers change nothing. */
record NoVariation() implements StaticCheck {
    private static final int SHOWN = 12;

    @Override
    public String id() {
        return "no-variation";
    }

    @Override
    public List<Finding> of(Subject subject) {
        List<BinVariation> idle = BinVariation.all(subject).stream()
                .filter(BinVariation::isNothing)
                .toList();
        if (idle.isEmpty()) {
            return List.of();
        }
        List<String> names = idle.stream().map(BinVariation::parameter).toList();
        return List.of(new Finding(
                id(),
                Severity.INFO,
                idle.get(0).site().pointer(),
                names.size() + (names.size() == 1 ? " parameter changes" : " parameters change") + " nothing: "
                        + Numbers.names(names, SHOWN),
                "none but time: they stay where their constraints put them",
                "Take them out: limen prune -m " + String.join(" -m ", names.subList(0, Math.min(SHOWN, names.size())))
                        + (names.size() > SHOWN ? " and so on." : ".")));
    }
}
