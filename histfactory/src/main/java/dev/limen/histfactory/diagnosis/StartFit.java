package dev.limen.histfactory.diagnosis;

import dev.limen.autodiff.Certificate;

/**
 * A descent from one start.
 *
 * @param twiceNll    twice the negative log-likelihood where it ended; NaN if it did not converge
 * @param theta       the parameters there {@code [parameters]}
 * @param certificate what the minimiser says about it
 */
record StartFit(double twiceNll, double[] theta, Certificate certificate) {
    boolean converged() {
        return certificate.converged() && Double.isFinite(twiceNll);
    }
}
