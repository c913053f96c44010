package dev.limen.histfactory.diagnosis;

import dev.limen.histfactory.ShapeSys;
import dev.limen.histfactory.StatError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Bins that a shapesys scales, or a staterror all samples of which are taken together, with something in common.
 *
 * @param words   for the modifier
 * @param pointer its place, that of the first sample of a staterror
 * @param bins    which bins, for people
 */
record GammaBins(String words, String pointer, String bins) {
    private static final int SHOWN = 6;

    /** Whether the content of a bin and its uncertainty, both in events, are meant. */
    interface Condition {
        boolean holds(double content, double uncertainty);
    }

    /** A finding for each modifier that has such bins. */
    static List<Finding> findings(Subject subject, Condition condition, Function<GammaBins, Finding> finding) {
        Map<String, List<Site>> groups = new LinkedHashMap<>();
        for (Site site : subject.sites()) {
            if (site.modifier() instanceof ShapeSys || site.modifier() instanceof StatError) {
                groups.computeIfAbsent(
                                site.modifier().type() + "/" + site.modifier().name() + "/"
                                        + site.channel().name(),
                                key -> new ArrayList<>())
                        .add(site);
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (List<Site> group : groups.values()) {
            List<String> bins = new ArrayList<>();
            Site first = group.get(0);
            for (int b = 0; b < first.channel().bins(); b++) {
                if (condition.holds(content(group, b), uncertainty(group, b))) {
                    bins.add(Integer.toString(b));
                }
            }
            if (!bins.isEmpty()) {
                String words = group.size() == 1
                        ? first.words()
                        : first.modifier().type() + " '" + first.modifier().name() + "' of " + group.size()
                                + " samples in channel '" + first.channel().name() + "'";
                findings.add(finding.apply(new GammaBins(
                        words,
                        first.pointer(),
                        (bins.size() == 1 ? "bin " : bins.size() + " bins: ") + Numbers.some(bins, SHOWN))));
            }
        }
        return findings;
    }

    private static double content(List<Site> group, int bin) {
        return group.stream().mapToDouble(site -> site.sample().data().get(bin)).sum();
    }

    private static double uncertainty(List<Site> group, int bin) {
        return Math.sqrt(group.stream()
                .mapToDouble(site -> uncertainties(site).get(bin))
                .map(each -> each * each)
                .sum());
    }

    static List<Double> uncertainties(Site site) {
        return site.modifier() instanceof ShapeSys shapesys ? shapesys.data() : ((StatError) site.modifier()).data();
    }
}
