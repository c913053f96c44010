package dev.limen.app.command;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a result says beside the numbers that other tools give too. */
final class AsimovTree {

    private AsimovTree() {}

    /** How the Asimov set of the expected results is made, at which signal strength, and what the solvers say. */
    static Map<String, Object> of(String kind, double mu, Certificates certificates) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("asimov", kind);
        tree.put("asimov_mu", mu);
        tree.put("certificate", certificates.tree());
        return tree;
    }
}
