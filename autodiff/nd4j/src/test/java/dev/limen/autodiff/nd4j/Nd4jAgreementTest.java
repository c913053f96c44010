package dev.limen.autodiff.nd4j;

import dev.limen.autodiff.Execution;
import dev.limen.autodiff.contract.BackendAgreement;

class Nd4jAgreementTest extends BackendAgreement {
    @Override
    protected Execution execution() {
        return Execution.on("nd4j-everywhere");
    }
}
