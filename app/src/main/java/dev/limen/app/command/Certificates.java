package dev.limen.app.command;

import dev.limen.app.run.CertificateTree;
import dev.limen.autodiff.Certificate;
import dev.limen.inference.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What all solvers behind a result say together.
 *
 * @param tested the parameter whose lower bound belongs to the test's definition, if a test was made
 */
record Certificates(List<Certificate> all, List<Parameter> parameters, OptionalInt tested) {

    private static final Pattern PARAMETER = Pattern.compile("parameter (\\d+)");

    Certificates {
        all = List.copyOf(all);
        parameters = List.copyOf(parameters);
    }

    /** As the result's {@code limen} key carries it. */
    Map<String, Object> tree() {
        return CertificateTree.of(all, parameters);
    }

    private List<Certificate> minima() {
        List<Certificate> minima = new ArrayList<>();
        for (Certificate each : all) {
            if (each.kind() == Certificate.Kind.MINIMUM) {
                minima.add(each);
            }
        }
        return minima;
    }

    /** Writes a line for people, and warnings of parameters at bounds and of what the solvers remarked. */
    void report(Streams streams) {
        streams.messages()
                .println("limen: " + counted(count(Certificate.Kind.MINIMUM), "minimum", "minima") + " and "
                        + counted(count(Certificate.Kind.ROOT), "root", "roots")
                        + " found; largest estimated distance to a minimum "
                        + Digits.scientific(2 * largestDistance(), 2) + " in twice the NLL.");
        Warnings warnings = new Warnings(streams);
        Set<String> weak = new LinkedHashSet<>();
        Set<String> firm = new LinkedHashSet<>();
        for (Certificate certificate : minima()) {
            for (Certificate.ActiveBound bound : certificate.activeBounds()) {
                boolean meant = bound.side() == Certificate.Side.LOWER && tested.equals(OptionalInt.of(bound.index()));
                if (bound.weak()) {
                    weak.add(described(bound));
                } else if (!meant && bound.side() != Certificate.Side.KINK) {
                    firm.add(described(bound));
                }
            }
        }
        if (!weak.isEmpty()) {
            warnings.print(
                    "at a bound that only just holds, so that derivatives are one-sided: " + String.join(", ", weak));
        }
        if (!firm.isEmpty()) {
            warnings.print("fitted at a bound: " + String.join(", ", firm)
                    + "; were the bound wider, the result might be another");
        }
        Map<String, String> remarks = new LinkedHashMap<>();
        for (Certificate certificate : minima()) {
            if (!certificate.message().isEmpty()) {
                String message = named(certificate.message());
                // What differs behind the colon are digits.
                remarks.putIfAbsent(message.split(":", 2)[0], message);
            }
        }
        remarks.values().forEach(warnings::print);
    }

    private String described(Certificate.ActiveBound bound) {
        Parameter parameter = parameters.get(bound.index());
        String place =
                switch (bound.side()) {
                    case LOWER -> "lower bound " + parameter.lower();
                    case UPPER -> "upper bound " + parameter.upper();
                    case KINK -> "kink of the interpolation at 0";
                };
        return parameter.name() + " (" + place + ")";
    }

    /** A solver's message, which knows parameters by number, with their names. */
    private String named(String message) {
        return PARAMETER
                .matcher(message)
                .replaceAll(found -> Matcher.quoteReplacement(
                        parameters.get(Integer.parseInt(found.group(1))).name()));
    }

    private static String counted(int count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }

    private int count(Certificate.Kind kind) {
        int count = 0;
        for (Certificate each : all) {
            count += each.kind() == kind ? 1 : 0;
        }
        return count;
    }

    private double largestDistance() {
        double largest = 0;
        for (Certificate minimum : minima()) {
            largest = Math.max(largest, minimum.edm());
        }
        return largest;
    }
}
