package dev.limen.autodiff.contract;

import dev.limen.autodiff.Execution;

class PlainContractTest extends PrimitiveContract {
    @Override
    protected Execution execution() {
        return Execution.on("plain");
    }
}
