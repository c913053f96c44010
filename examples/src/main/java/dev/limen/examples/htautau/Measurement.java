package dev.limen.examples.htautau;

import java.util.List;

/**
 * What the detector gives.
 *
 * @param lepton smeared
 * @param tau smeared, its visible part
 * @param metX missing transverse momentum along x [GeV]
 * @param metY and along y
 * @param jets hardest first
 * @param hard the true hard system, for theory uncertainties
 */
record Measurement(
        FourVector lepton, FourVector tau, double metX, double metY, List<FourVector> jets, FourVector hard) {
    static final double UNDEFINED = -25;

    /** Columns of numbers, in the order of {@link #row}. */
    static final List<String> COLUMNS = List.of(
            "lep_pt",
            "lep_eta",
            "lep_phi",
            "tau_pt",
            "tau_eta",
            "tau_phi",
            "met_x",
            "met_y",
            "met",
            "met_phi",
            "n_jets",
            "jet1_pt",
            "jet1_eta",
            "jet1_phi",
            "jet2_pt",
            "jet2_eta",
            "jet2_phi",
            "w_pdf_up",
            "w_pdf_down");

    /** Place of the number of jets among the columns. */
    static final int JETS = COLUMNS.indexOf("n_jets");

    /** Values of the columns. */
    double[] row() {
        double pdf = 0.015 + 0.01 * Math.abs(hard.rapidity());
        return new double[] {
            lepton.pt(),
            lepton.eta(),
            lepton.phi(),
            tau.pt(),
            tau.eta(),
            tau.phi(),
            metX,
            metY,
            Math.sqrt(metX * metX + metY * metY),
            Math.atan2(metY, metX),
            jets.size(),
            jet(0, 0),
            jet(0, 1),
            jet(0, 2),
            jet(1, 0),
            jet(1, 1),
            jet(1, 2),
            1 + pdf,
            1 - 0.9 * pdf
        };
    }

    private double jet(int number, int quantity) {
        if (number >= jets.size()) {
            return UNDEFINED;
        }
        FourVector jet = jets.get(number);
        return switch (quantity) {
            case 0 -> jet.pt();
            case 1 -> jet.eta();
            default -> jet.phi();
        };
    }
}
