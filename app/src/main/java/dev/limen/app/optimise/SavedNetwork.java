package dev.limen.app.optimise;

import dev.limen.networks.Standardisation;
import dev.limen.networks.TrainedNetwork;
import java.util.List;
import java.util.Optional;

/**
 * A network with numbers.
 *
 * @param network from columns to scores; of a deep set its first columns are the sums over objects
 * @param ofObjects of a deep set, from the columns of an object to what is summed
 */
public record SavedNetwork(TrainedNetwork network, Optional<TrainedNetwork> ofObjects) {
    /** The scale of its inputs. */
    InputScale scale() {
        List<Standardisation.Column> columns = network.standardisation().columns();
        int sums = ofObjects.map(phi -> phi.network().outputs()).orElse(0);
        return new InputScale(
                new Standardisation(columns.subList(sums, columns.size())),
                ofObjects.map(TrainedNetwork::standardisation));
    }
}
