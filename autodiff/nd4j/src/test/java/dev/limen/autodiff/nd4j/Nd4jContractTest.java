package dev.limen.autodiff.nd4j;

import dev.limen.autodiff.Execution;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.GradientCheck;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.contract.PrimitiveContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/**
 * The contract on native kernels, which are the same on every JDK: once is enough. {@link Nd4jAgreementTest} runs them on
 * each.
 */
@Tag("once")
class Nd4jContractTest extends PrimitiveContract {
    @Override
    protected Execution execution() {
        return Execution.on("nd4j-everywhere");
    }

    /** Its loops are native code, which is the same from the first run on; a run takes as long as 20 of plain Java. */
    @Override
    protected int runsToCompile() {
        return 5;
    }

    /** Third derivatives are thousands of the operations of which the first and second are made. */
    @Override
    protected int highestOrder() {
        return 2;
    }

    /** Rules are the engine's, checked by every element on plain Java; here the kernels are, at a run for each element. */
    @Override
    protected GradientCheck first(Expr scalar, List<Expr> by, Map<Expr, Tensor> point) {
        return alongDirections(scalar, by, point);
    }
}
