package dev.limen.autodiff.nd4j;

import dev.limen.autodiff.Execution;
import dev.limen.autodiff.contract.PrimitiveContract;

class Nd4jContractTest extends PrimitiveContract {
    @Override
    protected Execution execution() {
        return Execution.on("nd4j-everywhere");
    }

    /** Its loops are native code, which is the same from the first run on; a run takes as long as 20 of plain Java. */
    @Override
    protected int runsToCompile() {
        return 20;
    }
}
