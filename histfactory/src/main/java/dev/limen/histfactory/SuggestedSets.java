package dev.limen.histfactory;

import dev.limen.histfactory.internal.CodePoints;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The parameters that a workspace's modifiers ask for, by name, in parameter order. */
final class SuggestedSets {
    /** Of tau and of relative errors: their squares and logarithms of Gamma functions are finite, too. */
    private static final double LARGEST = 1e100;

    private final String file;
    private final Map<String, List<SuggestedSet>> sets = new LinkedHashMap<>();

    private SuggestedSets(Workspace workspace) {
        this.file = workspace.name();
        List<Occurrence> walk = Occurrence.all(workspace.channels());
        walk.sort(SuggestedSets::compare);
        Map<ModifierType, Map<String, List<Occurrence>>> byType = new EnumMap<>(ModifierType.class);
        for (Occurrence occurrence : walk) {
            byType.computeIfAbsent(occurrence.modifier().kind(), type -> new LinkedHashMap<>())
                    .computeIfAbsent(occurrence.modifier().name(), name -> new ArrayList<>())
                    .add(occurrence);
        }
        for (Map.Entry<ModifierType, Map<String, List<Occurrence>>> entry : byType.entrySet()) {
            for (String name : order(entry.getKey(), entry.getValue())) {
                add(suggested(entry.getValue().get(name)));
            }
        }
    }

    /** By channel, sample and modifier, each sorted. */
    private static int compare(Occurrence a, Occurrence b) {
        int byChannel = CodePoints.ORDER.compare(a.channel().name(), b.channel().name());
        if (byChannel != 0) {
            return byChannel;
        }
        int bySample = CodePoints.ORDER.compare(a.sample().name(), b.sample().name());
        return bySample != 0
                ? bySample
                : ModifierKey.ORDER.compare(ModifierKey.of(a.modifier()), ModifierKey.of(b.modifier()));
    }

    /**
     * Collects the parameters of a workspace.
     *
     * @return for each name what each type that uses it asks for; the types agree
     * @throws WorkspaceException if two types share a name that they cannot share, if a staterror's samples do not
     *     cover the same channels, or if its sigma or a shapesys' tau is not a number
     */
    static Map<String, List<SuggestedSet>> of(Workspace workspace) {
        return new SuggestedSets(workspace).sets;
    }

    /** By first appearance in the walk over channels, samples and modifiers, each sorted; staterrors by name. */
    private static List<String> order(ModifierType type, Map<String, List<Occurrence>> byName) {
        List<String> names = new ArrayList<>(byName.keySet());
        if (type == ModifierType.STATERROR) {
            names.sort(CodePoints.ORDER);
        }
        return names;
    }

    private void add(SuggestedSet set) {
        List<SuggestedSet> before = sets.computeIfAbsent(set.name(), name -> new ArrayList<>());
        for (SuggestedSet other : before) {
            set.conflict(other).ifPresent(conflict -> {
                throw new WorkspaceException(
                        file,
                        set.pointer(),
                        "the " + set.type().json() + " '" + set.name() + "' cannot share its parameter with the "
                                + other.type().json() + " of that name at " + other.pointer() + ": they would be "
                                + conflict + ". Rename one of them.");
            });
        }
        before.add(set);
    }

    private SuggestedSet suggested(List<Occurrence> sameName) {
        Occurrence first = sameName.get(0);
        switch (first.modifier().kind()) {
            case SHAPEFACTOR:
                int bins = sameName.stream()
                        .mapToInt(o -> o.channel().bins())
                        .max()
                        .orElseThrow();
                return SuggestedSet.shapefactor(first, channels(sameName), bins);
            case SHAPESYS:
                return shapesys(first, (ShapeSys) first.modifier());
            case STATERROR:
                return staterror(sameName);
            default:
                return SuggestedSet.scalar(first);
        }
    }

    private static List<String> channels(List<Occurrence> occurrences) {
        return occurrences.stream().map(o -> o.channel().name()).distinct().toList();
    }

    private SuggestedSet shapesys(Occurrence only, ShapeSys modifier) {
        List<Double> factors = new ArrayList<>();
        List<Boolean> placeholders = new ArrayList<>();
        for (int b = 0; b < modifier.data().size(); b++) {
            double nominal = only.sample().data().get(b);
            double uncertainty = modifier.data().get(b);
            boolean usable = nominal > 0 && uncertainty > 0;
            double tau = usable ? nominal * nominal / (uncertainty * uncertainty) : 1;
            if (!(tau > 0 && tau <= LARGEST)) {
                throw new WorkspaceException(
                        file,
                        only.pointer() + "/data/" + b,
                        "tau = (content / uncertainty)^2 = (" + nominal + " / " + uncertainty + ")^2 is " + tau
                                + ", beyond the range of doubles. Give an uncertainty of the content's size.");
            }
            factors.add(tau);
            placeholders.add(!usable);
        }
        return SuggestedSet.shapesys(only, factors, placeholders);
    }

    private SuggestedSet staterror(List<Occurrence> sameName) {
        checkCoverage(sameName);
        List<Double> sigmas = new ArrayList<>();
        List<Boolean> placeholders = new ArrayList<>();
        for (String channel : channels(sameName)) {
            List<Occurrence> here = sameName.stream()
                    .filter(o -> o.channel().name().equals(channel))
                    .toList();
            for (int b = 0; b < here.get(0).channel().bins(); b++) {
                double sigma = relativeError(here, b);
                if (!(sigma <= LARGEST)) {
                    throw new WorkspaceException(
                            file,
                            here.get(0).pointer() + "/data/" + b,
                            "the relative error of the staterror '"
                                    + here.get(0).modifier().name() + "' is " + sigma
                                    + ", beyond the range of doubles. Give uncertainties of the contents' size.");
                }
                placeholders.add(sigma == 0);
                sigmas.add(sigma == 0 ? 1 : sigma);
            }
        }
        return SuggestedSet.staterror(sameName.get(0), channels(sameName), sigmas, placeholders);
    }

    /** sqrt(sum_s (delta_s / sum nu0)^2) over the samples that carry the modifier; 0 where the total is not positive. */
    private static double relativeError(List<Occurrence> carriers, int bin) {
        double total = 0;
        for (Occurrence carrier : carriers) {
            total += carrier.sample().data().get(bin);
        }
        if (!(total > 0)) {
            return 0;
        }
        double squares = 0;
        for (Occurrence carrier : carriers) {
            double relative = ((StatError) carrier.modifier()).data().get(bin) / total;
            squares += relative * relative;
        }
        return Math.sqrt(squares);
    }

    private void checkCoverage(List<Occurrence> sameName) {
        Map<String, List<Occurrence>> bySample = sameName.stream()
                .collect(Collectors.groupingBy(o -> o.sample().name(), LinkedHashMap::new, Collectors.toList()));
        List<Occurrence> reference = bySample.values().iterator().next();
        for (List<Occurrence> carrier : bySample.values()) {
            if (!channels(carrier).equals(channels(reference))) {
                Occurrence at = carrier.get(0);
                throw new WorkspaceException(
                        file,
                        at.pointer(),
                        "the staterror '" + at.modifier().name() + "' acts on sample '"
                                + at.sample().name()
                                + "' in " + channels(carrier) + ", but on sample '"
                                + reference.get(0).sample().name()
                                + "' in " + channels(reference) + ". All samples that carry it must be in the same"
                                + " channels: give each channel a staterror of its own.");
            }
        }
    }
}
