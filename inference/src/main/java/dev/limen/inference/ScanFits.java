package dev.limen.inference;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The fits of a scan: of the data, and of the background's Asimov set. */
final class ScanFits {
    private final ProfileFits conditional;
    private final Start data;
    private final Start background;
    private final Asimov.Kind asimov;
    private final List<Certificate> certificates;

    /** A data set with its best fit, and the value of the POI there. */
    private record Start(ProfileFits.Set set, double mu) {}

    private ScanFits(LogLikelihood model, Optional<Data> observed) {
        Fitter fitter = model.compiled().fitter();
        Data data = observed.orElseGet(() -> model.expected(fitter.starts()));
        Fit free = fitter.free(data);
        Asimov without = observed.isPresent() ? Asimov.conditional(fitter, data, free, 0) : Asimov.nominal(fitter, 0);
        Result result = Program.compile(
                        List.of(),
                        List.of(
                                data.main(),
                                data.auxiliary(),
                                free.parameters(),
                                free.twiceNll(),
                                without.data().main(),
                                without.data().auxiliary(),
                                without.parameters(),
                                without.twiceNll()))
                .run();
        this.data = new Start(ProfileFits.Set.of(result, 0), result.output(2).at(model.requirePoi()));
        this.background = new Start(ProfileFits.Set.of(result, 4), 0);
        this.asimov = observed.isPresent() ? Asimov.Kind.CONDITIONAL_FIT : Asimov.Kind.NOMINAL;
        this.certificates = new ArrayList<>(result.certificates());
        this.conditional = new ProfileFits(fitter, List.of(model.requirePoi()));
    }

    static ScanFits observed(LogLikelihood model, Data data) {
        return new ScanFits(model, Optional.of(data));
    }

    static ScanFits blind(LogLikelihood model) {
        return new ScanFits(model, Optional.empty());
    }

    /** The fitted POI. */
    double best() {
        return data.mu();
    }

    Asimov.Kind asimov() {
        return asimov;
    }

    List<Certificate> certificates() {
        return List.copyOf(certificates);
    }

    List<Scan.Point> at(List<Double> mus, TestStatistic statistic) {
        Map<Double, Double> observed = ratios(data, mus);
        Map<Double, Double> expected =
                ratios(background, mus.stream().filter(mu -> mu >= 0).toList());
        boolean blind = asimov == Asimov.Kind.NOMINAL;
        List<Scan.Point> points = new ArrayList<>();
        Program cls = cls(statistic);
        for (double mu : mus) {
            double t = observed.get(mu);
            if (mu < 0) {
                points.add(new Scan.Point(mu, t, OptionalDouble.empty(), Optional.empty()));
                continue;
            }
            double q = best() < mu ? t : 0;
            double qAsimov = mu > 0 ? expected.get(mu) : 0;
            List<Double> values = Evaluated.of(List.of(), cls.run(Tensor.scalar(q), Tensor.scalar(qAsimov)))
                    .values();
            points.add(new Scan.Point(
                    mu,
                    t,
                    blind ? OptionalDouble.empty() : OptionalDouble.of(values.get(0)),
                    Optional.of(new Band(values.subList(1, values.size())))));
        }
        return points;
    }

    /** t_mu at each value of the POI, outwards from the best fit on either side. */
    private Map<Double, Double> ratios(Start set, List<Double> mus) {
        Map<Double, Double> ratios = new TreeMap<>();
        List<Double> ascending = mus.stream().sorted().toList();
        walk(set, ascending.stream().filter(mu -> mu >= set.mu()).toList(), ratios);
        walk(
                set,
                ascending.stream()
                        .filter(mu -> mu < set.mu())
                        .sorted(Comparator.reverseOrder())
                        .toList(),
                ratios);
        return ratios;
    }

    private void walk(Start set, List<Double> mus, Map<Double, Double> ratios) {
        Tensor from = set.set().parameters();
        for (double mu : mus) {
            ProfileFits.Profiled fit = conditional.at(set.set(), List.of(mu), from);
            from = fit.parameters();
            certificates.add(fit.certificate());
            ratios.put(mu, fit.twiceDeltaNll());
        }
    }

    /** Observed CLs and the expected ones, of q and of the Asimov set's. */
    private static Program cls(TestStatistic statistic) {
        Expr q = Expr.variable("q", Shape.scalar());
        Expr qAsimov = Expr.variable("qAsimov", Shape.scalar());
        Expr shifted =
                switch (statistic) {
                    case Q -> Asymptotics.shiftedQ(q, qAsimov);
                    case QTILDE -> Asymptotics.shiftedQTilde(q, qAsimov);
                };
        List<Expr> outputs = new ArrayList<>();
        outputs.add(Asymptotics.logClsb(shifted, qAsimov)
                .sub(Asymptotics.logClb(shifted))
                .exp());
        for (double n : Band.N) {
            outputs.add(Asymptotics.expectedLogCls(qAsimov, n).exp());
        }
        return Program.compile(List.of(q, qAsimov), outputs);
    }
}
