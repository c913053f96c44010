package dev.limen.autodiff.vector;

import dev.limen.autodiff.Execution;
import dev.limen.autodiff.contract.PrimitiveContract;

class VectorContractTest extends PrimitiveContract {
    @Override
    protected Execution execution() {
        return Execution.on("vector");
    }
}
