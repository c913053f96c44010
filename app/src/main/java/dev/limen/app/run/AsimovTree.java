package dev.limen.app.run;

import dev.limen.autodiff.Certificate;
import dev.limen.inference.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a result says beside the numbers that other tools give too. */
public final class AsimovTree {

    private AsimovTree() {}

    /** How the Asimov set of the expected results is made, at which signal strength, and what the solvers say. */
    public static Map<String, Object> of(
            String kind, double mu, List<Certificate> certificates, List<Parameter> parameters) {
        Map<String, Object> tree = of(kind, mu);
        tree.put("certificate", CertificateTree.of(certificates, parameters));
        return tree;
    }

    static Map<String, Object> of(String kind, double mu) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("asimov", kind);
        tree.put("asimov_mu", mu);
        return tree;
    }
}
