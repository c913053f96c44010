package dev.limen.networks;

import dev.limen.autodiff.Shape;
import java.util.Objects;

/**
 * The place of one tensor among a network's weights.
 *
 * @param name  layer and role, such as {@code 0.weight}; unique within the network
 * @param shape of the tensor
 */
public record NamedShape(String name, Shape shape) {
    public NamedShape {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(shape, "shape");
    }
}
