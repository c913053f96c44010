package dev.limen.app.command;

import dev.limen.histfactory.Interpolation;
import dev.limen.histfactory.Measurement;
import dev.limen.histfactory.Model;
import dev.limen.histfactory.Workspace;
import java.util.Optional;

/**
 * Which model is made of a workspace.
 *
 * @param measurement by name; the first if empty
 */
record ModelChoice(Optional<String> measurement, Interpolation interpolation) {

    Model model(Workspace workspace) {
        Measurement chosen = measurement.map(workspace::measurement).orElseGet(workspace::measurement);
        return Model.of(workspace, chosen, interpolation);
    }
}
