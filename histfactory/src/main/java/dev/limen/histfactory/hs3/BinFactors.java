package dev.limen.histfactory.hs3;

import dev.limen.histfactory.internal.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The factors of bins of a document: one group for each list of parameters, with all samples it scales. */
final class BinFactors {
    /** What constrains a group of factors. */
    enum Kind {
        /** Nothing. */
        FREE,
        /** They are constants. */
        HELD,
        /** Normal(1 | gamma, sigma). */
        GAUSS,
        /** Poisson(tau | gamma tau). */
        POISSON
    }

    /**
     * What constrains the factors of a group.
     *
     * @param values sigma or tau [bins]; 0 where a factor is held
     * @param measured what was measured of each, where the document says so [bins]; else 1 or tau
     */
    record Constrained(Kind kind, List<Double> values, Optional<List<Double>> measured) {}

    /**
     * A group of factors on one sample.
     *
     * @param channel the sample's channel
     * @param sample the sample's position in it
     * @param contents the sample's contents [bins]
     * @param at the modifier
     */
    record Carrier(String channel, int sample, List<Double> contents, Located at) {}

    /**
     * Factors that move together wherever they are used.
     *
     * @param name of the vector of them
     * @param parameters the document's names of its components [bins]
     */
    record Group(String name, List<String> parameters, Constrained constraint, List<Carrier> carriers) {
        Kind kind() {
            return constraint.kind();
        }

        List<Double> values() {
            return constraint.values();
        }
    }

    private static final Pattern BIN = Pattern.compile("(.+?)(_bin)?[_\\[]?\\d+\\]?");

    private final Map<List<String>, Group> groups = new LinkedHashMap<>();
    private final Map<String, List<String>> lists = new LinkedHashMap<>();

    List<Group> groups() {
        return List.copyOf(groups.values());
    }

    /** Adds a sample to the group of these parameters; the constraint must be the one that the group has. */
    Group add(List<String> parameters, Constrained constraint, Carrier carrier) {
        Group known = groups.get(parameters);
        if (known == null) {
            for (String parameter : parameters) {
                List<String> other = lists.putIfAbsent(parameter, parameters);
                if (other != null) {
                    throw carrier.at()
                            .error("the parameter '" + parameter + "' belongs to " + parameters + " here and to "
                                    + other
                                    + " elsewhere; a workspace shares all factors of a channel's bins or none.");
                }
            }
            known = new Group(name(parameters, carrier), parameters, constraint, new ArrayList<>());
            groups.put(parameters, known);
        } else if (known.kind() != constraint.kind() || !same(known.values(), constraint.values())) {
            throw carrier.at()
                    .error("the constraint of " + parameters + " is another one at "
                            + known.carriers().get(0).at().pointer()
                            + "; modifiers that share parameters share their constraint.");
        }
        if (known.carriers().stream()
                .anyMatch(c -> c.channel().equals(carrier.channel()) && c.sample() == carrier.sample())) {
            throw carrier.at().error("the factors " + parameters + " scale this sample twice. Remove one modifier.");
        }
        known.carriers().add(carrier);
        return known;
    }

    private static boolean same(List<Double> a, List<Double> b) {
        for (int i = 0; i < a.size(); i++) {
            if (Math.abs(a.get(i) - b.get(i)) > 1e-9 * Math.abs(a.get(i))) {
                return false;
            }
        }
        return a.size() == b.size();
    }

    /** What the names have in common but for the number of the bin, else the modifier's name and the channel's. */
    private String name(List<String> parameters, Carrier carrier) {
        String common = stem(parameters.get(0));
        boolean all = parameters.stream().allMatch(p -> stem(p).equals(common));
        boolean free = groups.values().stream().noneMatch(g -> g.name().equals(common));
        return all && free ? common : parameters.get(0) + "_" + carrier.channel() + "_" + parameters.size();
    }

    private static String stem(String parameter) {
        Matcher bin = BIN.matcher(parameter);
        return bin.matches() ? bin.group(1) : parameter;
    }
}
