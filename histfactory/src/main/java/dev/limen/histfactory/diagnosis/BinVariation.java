package dev.limen.histfactory.diagnosis;

import dev.limen.histfactory.HistoSys;
import dev.limen.histfactory.Modifier;
import dev.limen.histfactory.NormSys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What one deviation of a normsys or histosys parameter does to the nominal contents of all bins.
 *
 * @param up   events more at +1 [bins]
 * @param down events more at -1 [bins]
 * @param site the first modifier of the parameter
 */
record BinVariation(String parameter, double[] up, double[] down, Site site) {

    /** Of each such parameter, samples added. */
    static List<BinVariation> all(Subject subject) {
        return of(subject, site -> true);
    }

    /** Of each such parameter, samples of the background added. */
    static List<BinVariation> ofBackground(Subject subject) {
        return of(subject, site -> !subject.isSignal(site.sample()));
    }

    private static List<BinVariation> of(Subject subject, Predicate<Site> counted) {
        Map<String, BinVariation> byName = new LinkedHashMap<>();
        int bins = subject.model().order().size();
        for (Site site : subject.sites()) {
            boolean varies = site.modifier() instanceof HistoSys || site.modifier() instanceof NormSys;
            if (varies && counted.test(site)) {
                byName.computeIfAbsent(
                                site.modifier().name(),
                                name -> new BinVariation(name, new double[bins], new double[bins], site))
                        .add(site, subject.model().order().offset(site.channel().name()));
            }
        }
        return new ArrayList<>(byName.values());
    }

    private void add(Site site, int offset) {
        for (int b = 0; b < site.channel().bins(); b++) {
            up[offset + b] += shift(site, b, true);
            down[offset + b] += shift(site, b, false);
        }
    }

    /** How much a modifier adds to one bin of its sample. */
    static double shift(Site site, int bin, boolean upwards) {
        double nominal = site.sample().data().get(bin);
        Modifier modifier = site.modifier();
        if (modifier instanceof NormSys normsys) {
            return nominal * ((upwards ? normsys.hi() : normsys.lo()) - 1);
        }
        HistoSys histosys = (HistoSys) modifier;
        return (upwards ? histosys.hiData() : histosys.loData()).get(bin) - nominal;
    }

    /** A bin with its shifts, for messages. */
    String shown(Subject subject, double[] total, int bin) {
        return subject.bin(bin) + " (" + Numbers.brief(total[bin]) + " events, " + Numbers.brief(down[bin]) + " and "
                + Numbers.brief(up[bin]) + " more at -1 and +1)";
    }

    /** Whether it changes nothing. */
    boolean isNothing() {
        return Arrays.stream(up).allMatch(each -> each == 0)
                && Arrays.stream(down).allMatch(each -> each == 0);
    }

    /** The larger of the two shifts of a bin, without its sign. */
    double largest(int bin) {
        return Math.max(Math.abs(up[bin]), Math.abs(down[bin]));
    }
}
