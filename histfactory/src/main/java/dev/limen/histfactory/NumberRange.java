package dev.limen.histfactory;

import java.util.List;
import java.util.Optional;

/**
 * Refuses numbers so large that products of them are beyond the range of doubles within a few standard deviations, where
 * a likelihood would be no number.
 */
record NumberRange(Workspace workspace, Measurement measurement) {
    private static final double LARGEST = 1e30;
    private static final double SMALLEST_WIDTH = 1e-100;

    void check() {
        List<Channel> channels = workspace.channels();
        for (int c = 0; c < channels.size(); c++) {
            for (int s = 0; s < channels.get(c).samples().size(); s++) {
                each(
                        "/channels/" + c + "/samples/" + s + "/data",
                        channels.get(c).samples().get(s).data());
            }
        }
        for (Occurrence occurrence : Occurrence.all(channels)) {
            modifier(occurrence.pointer() + "/data", occurrence.modifier());
        }
        for (int o = 0; o < workspace.observations().size(); o++) {
            each("/observations/" + o + "/data", workspace.observations().get(o).data());
        }
        String config = ParameterOverrides.pointer(workspace, measurement) + "/parameters/";
        for (int p = 0; p < measurement.parameters().size(); p++) {
            configuration(config + p, measurement.parameters().get(p));
        }
    }

    private void modifier(String pointer, Modifier modifier) {
        if (modifier instanceof NormSys normsys) {
            require(pointer + "/lo", normsys.lo());
            require(pointer + "/hi", normsys.hi());
        } else if (modifier instanceof HistoSys histosys) {
            each(pointer + "/lo_data", histosys.loData());
            each(pointer + "/hi_data", histosys.hiData());
        } else if (modifier instanceof ShapeSys shapesys) {
            each(pointer, shapesys.data());
        } else if (modifier instanceof StatError staterror) {
            each(pointer, staterror.data());
        }
    }

    private void configuration(String pointer, ParameterConfig config) {
        each(pointer + "/inits", config.inits());
        each(pointer + "/auxdata", config.auxdata());
        each(pointer + "/factors", config.factors());
        each(pointer + "/sigmas", config.sigmas());
        List<Double> sigmas = config.sigmas().orElse(List.of());
        for (int i = 0; i < sigmas.size(); i++) {
            if (sigmas.get(i) < SMALLEST_WIDTH) {
                throw new WorkspaceException(
                        workspace.name(),
                        pointer + "/sigmas/" + i,
                        "found " + sigmas.get(i) + "; expected a width of " + SMALLEST_WIDTH
                                + " or more. Fix the parameter if it is known exactly.");
            }
        }
        List<Bounds> bounds = config.bounds().orElse(List.of());
        for (int i = 0; i < bounds.size(); i++) {
            require(pointer + "/bounds/" + i + "/0", bounds.get(i).lower());
            require(pointer + "/bounds/" + i + "/1", bounds.get(i).upper());
        }
    }

    private void each(String pointer, Optional<List<Double>> values) {
        values.ifPresent(present -> each(pointer, present));
    }

    private void each(String pointer, List<Double> values) {
        for (int i = 0; i < values.size(); i++) {
            if (isTooLarge(values.get(i))) {
                throw tooLarge(pointer + "/" + i, values.get(i));
            }
        }
    }

    private void require(String pointer, double value) {
        if (isTooLarge(value)) {
            throw tooLarge(pointer, value);
        }
    }

    private static boolean isTooLarge(double value) {
        return !(Math.abs(value) <= LARGEST);
    }

    private WorkspaceException tooLarge(String pointer, double value) {
        return new WorkspaceException(
                workspace.name(),
                pointer,
                "found " + value + "; a likelihood can be computed of numbers up to " + LARGEST + ". Correct it.");
    }
}
