package dev.limen.autodiff.nd4j;

import dev.limen.autodiff.Execution;
import dev.limen.autodiff.contract.PrimitiveContract;

class Nd4jContractTest extends PrimitiveContract {
    @Override
    protected Execution execution() {
        return Execution.on("nd4j-everywhere");
    }
}
