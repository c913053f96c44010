package dev.limen.autodiff.vector;

import dev.limen.autodiff.Execution;
import dev.limen.autodiff.contract.BackendAgreement;

class VectorAgreementTest extends BackendAgreement {
    @Override
    protected Execution execution() {
        return Execution.on("vector");
    }
}
