package dev.limen.autodiff.optimise;

import dev.limen.autodiff.Certificate;
import dev.limen.autodiff.Derivatives;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Program;
import dev.limen.autodiff.Result;
import dev.limen.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A scalar expression of parameters, compiled with its gradient. */
public final class ExpressionObjective implements GradientObjective {
    private final Program program;
    private final List<Tensor> data;
    private final int size;
    private String defect = "";

    /**
     * Compiles an expression.
     *
     * @param data values of the other variables it needs
     * @throws IllegalArgumentException if it is no scalar, or needs a variable that is neither a parameter nor bound
     */
    public ExpressionObjective(Expr objective, Parameters parameters, Map<Expr, Tensor> data) {
        List<Expr> inputs = new ArrayList<>(parameters.variables());
        List<Expr> bound = List.copyOf(data.keySet());
        inputs.addAll(bound);
        this.data = bound.stream().map(data::get).toList();
        size = parameters.size();
        List<Expr> outputs = new ArrayList<>();
        outputs.add(objective);
        outputs.addAll(Derivatives.gradient(objective, parameters.variables()));
        program = Program.compile(inputs, outputs);
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        List<Tensor> values = new ArrayList<>(size + data.size());
        for (double value : x) {
            values.add(Tensor.scalar(value));
        }
        values.addAll(data);
        Result result = program.run(values);
        double value = result.unchecked(0).item();
        for (int i = 0; i < size; i++) {
            gradient[i] = result.unchecked(1 + i).item();
        }
        defect = defect(result, value);
        return value;
    }

    private static String defect(Result result, double value) {
        for (Certificate certificate : result.certificates()) {
            if (!certificate.converged()) {
                return certificate.kind() + " not found: " + certificate.message();
            }
        }
        return Double.isNaN(value) ? result.nanOrigin().orElse("") : "";
    }

    /** Which solver failed, or which step made the first NaN, at the latest point. */
    @Override
    public String defect() {
        return defect;
    }
}
