package dev.limen.app.optimise;

import dev.limen.networks.Standardisation;
import java.util.Optional;

/**
 * The scale of a network's inputs.
 *
 * @param events of columns and quantities
 * @param objects of what its deep set reads, if it has one
 */
record InputScale(Standardisation events, Optional<Standardisation> objects) {}
